/** Seals what is kept on the device with the officer's key (AES-GCM, 256 bits): unreadable once the page is gone. */

/** @typedef {{iv: Uint8Array, sealed: ArrayBuffer}} Sealed */

/** @param {string} base64 @returns {Promise<CryptoKey>} */
export function keyFrom(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** @param {CryptoKey} key @param {BufferSource} bytes @returns {Promise<Sealed>} */
export async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
}

/** @param {CryptoKey} key @param {Sealed} kept @returns {Promise<ArrayBuffer>} */
export function unseal(key, { iv, sealed }) {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: /** @type {BufferSource} */ (iv) }, key, sealed);
}

/** @param {CryptoKey} key @param {unknown} value */
export const sealValue = (key, value) => seal(key, new TextEncoder().encode(JSON.stringify(value)));

/** @param {CryptoKey} key @param {Sealed} kept @returns {Promise<any>} */
export const unsealValue = async (key, kept) => JSON.parse(new TextDecoder().decode(await unseal(key, kept)));
