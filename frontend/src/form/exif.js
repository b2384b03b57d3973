/**
 * Reads of a JPEG what its camera wrote (EXIF 2.32): where, when, with what. Pure; what is broken is read as nothing.
 *
 * @typedef {{make?: string, model?: string, software?: string, taken_at?: string, latitude?: number, longitude?: number}} Told
 */

const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8];
const ASCII = 2;
const RATIONAL = 5;

/** @param {DataView} view @returns {{start: number, little: boolean} | null} where the TIFF block begins */
function block(view) {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return { start: at + 10, little: view.getUint16(at + 10) === 0x4949 };
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return null;
  }
  return null;
}

/** @param {DataView} view @param {number} start @param {boolean} little @param {number} offset @returns {Map<number, any>} */
function directory(view, start, little, offset) {
  const found = new Map();
  const at = start + offset;
  const count = Math.min(view.getUint16(at, little), 200);
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    const [tag, type, length] = [view.getUint16(entry, little), view.getUint16(entry + 2, little), view.getUint32(entry + 4, little)];
    const size = (SIZES[type] ?? 0) * length;
    const place = size > 4 ? start + view.getUint32(entry + 8, little) : entry + 8;
    if (!size || length > 1000 || place + size > view.byteLength) continue;
    found.set(tag, value(view, place, type, length, little));
  }
  return found;
}

/** @param {DataView} view @param {number} at @param {number} type @param {number} length @param {boolean} little */
function value(view, at, type, length, little) {
  if (type === ASCII) return new TextDecoder('latin1').decode(new Uint8Array(view.buffer, view.byteOffset + at, length)).replace(/\0.*$/s, '').trim();
  if (type === RATIONAL) return Array.from({ length }, (_, place) => view.getUint32(at + place * 8, little) / view.getUint32(at + place * 8 + 4, little));
  return type === 3 ? view.getUint16(at, little) : view.getUint32(at, little);
}

/** @param {number[] | undefined} parts @param {string | undefined} side */
function degrees(parts, side) {
  if (!Array.isArray(parts) || parts.length < 3 || parts.some((part) => !Number.isFinite(part))) return undefined;
  const whole = parts[0] + parts[1] / 60 + parts[2] / 3600;
  return side === 'S' || side === 'W' ? -whole : whole;
}

/** @param {ArrayBuffer} bytes @returns {Told} */
export function toldBy(bytes) {
  try {
    const view = new DataView(bytes);
    const found = block(view);
    if (!found) return {};
    const { start, little } = found;
    const main = directory(view, start, little, view.getUint32(start + 4, little));
    const inner = main.has(0x8769) ? directory(view, start, little, main.get(0x8769)) : new Map();
    const place = main.has(0x8825) ? directory(view, start, little, main.get(0x8825)) : new Map();
    const [day, clock] = String(inner.get(0x9003) ?? '').split(' ');
    const told = {
      make: main.get(0x010f),
      model: main.get(0x0110),
      software: main.get(0x0131),
      taken_at: day && clock ? `${day.replaceAll(':', '-')}T${clock}${inner.get(0x9011) ?? ''}` : undefined,
      latitude: degrees(place.get(2), place.get(1)),
      longitude: degrees(place.get(4), place.get(3)),
    };
    return Object.fromEntries(Object.entries(told).filter(([, one]) => one !== undefined && one !== ''));
  } catch {
    return {};
  }
}
