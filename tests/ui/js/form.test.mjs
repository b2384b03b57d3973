// The pure parts of the form of one seizure: fields to a mapping and back, checks, names in either script, EXIF, the queue.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { attemptOf, sendAll, waitAfter } from '../../../frontend/src/device/sender.js';
import { uuid7 } from '../../../frontend/src/device/uuid7.js';
import { check, dayOf, doubts } from '../../../frontend/src/form/check.js';
import { toldBy } from '../../../frontend/src/form/exif.js';
import { plainly, written } from '../../../frontend/src/form/numbers.js';
import { flat, nested } from '../../../frontend/src/form/payload.js';
import { fold, index, kilometres, search } from '../../../frontend/src/form/search.js';

const NOW = new Date(2026, 10, 25, 3, 0).getTime();
const WHOLE = { date: '2026-11-25', time: '02:40', place: { text: 'Термез' }, persons: {}, lots: [{ kind: 'drug', substance_text: 'героин', quantity: '1,25', unit: 'kg' }] };
const RULES = {
  units: { kg: ['kg', 1, 'mass'], g: ['kg', 0.001, 'mass'], tablet: ['tablet', 1, 'tablet'], piece: ['piece', 1, 'piece'] },
  usual: { vehicle: 'piece', firearm: 'piece' },
  bounds: { mass: [1e-6, 2e6], count: [1, 1e9], money: [0.01, 1e10] },
  most: (code) => (code === 'heroin' ? { kg: 8000 } : {}),
};
const wrong = (change) => check({ ...WHOLE, ...change }, (code) => code, NOW, RULES);
const doubtful = (...lots) => doubts({ lots }, (code, most) => `${code} ${most ?? ''}`.trim(), RULES, (most, unit) => `${most} ${unit}`);

test('names of fields become a mapping, and the mapping the same fields again', () => {
  const pairs = [['csrfmiddlewaretoken', 'x'], ['date', '2026-11-25'], ['place.text', ' Термез '], ['lots.2.kind', 'cash'], ['lots.1.kind', 'drug'], ['lots.1.unit', 'kg'], ['persons.minor', '1'], ['who', 'chosen'], ['chosen', '7'], ['chosen', '9']];
  const said = nested(pairs);
  assert.deepEqual(said.lots, [{ kind: 'drug', unit: 'kg' }, { kind: 'cash' }]);
  assert.deepEqual(said.audience, { who: 'chosen', chosen: ['7', '9'], until: '' });
  assert.equal(said.place.text, 'Термез');
  const fields = flat(said);
  assert.equal(fields.get('lots.2.kind'), 'cash');
  assert.deepEqual(fields.get('chosen'), ['7', '9']);
  assert.equal(fields.get('persons.minor'), '1');
});

test('what is whole is not wrong, and each thing that is wrong is said of its field', () => {
  assert.deepEqual(wrong({}), {});
  assert.deepEqual(wrong({ date: '' }), { date: 'required' });
  assert.deepEqual(wrong({ date: '2026-11-27' }), { date: 'in_the_future' });
  assert.deepEqual(wrong({ time: '23:00' }), { time: 'in_the_future' });
  assert.deepEqual(wrong({ place: {} }), { place: 'required' });
  assert.deepEqual(wrong({ place: { latitude: '37.1', longitude: '67.2' } }), {});
  assert.deepEqual(wrong({ lots: [] }), { lots: 'no_lots' });
  assert.deepEqual(wrong({ lots: [WHOLE.lots[0], { kind: 'cash', quantity: '-5' }] }), { 'lots.2.quantity': 'not_positive', 'lots.2.currency': 'required' });
  assert.deepEqual(wrong({ lots: [{ kind: 'vehicle', quantity: '1' }] }), {});
  assert.deepEqual(wrong({ persons: { minor: '1.5', woman: '' } }), { 'persons.minor': 'not_a_count' });
});

test('numbers are read by what is counted, as the server reads them', () => {
  const [header, ...rows] = readFileSync(new URL('../../intake/schema/numbers.tsv', import.meta.url), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  for (const [text, ...expected] of rows) {
    expected.forEach((one, place) => {
      const read = written(text, header[place + 1]);
      assert.equal(String('value' in read ? read.value : read.code), one, `${text} as ${header[place + 1]}`);
    });
  }
});

test('each of the two ways of writing a doubtful number plainly is that reading', () => {
  for (const text of ['1,200', '7.125', '999,999', '۱٫۲۰۰']) {
    const { readings } = written(text, 'measure');
    assert.deepEqual(plainly(text).map((one) => written(one, 'measure').value), readings);
  }
});

test('a lot of tablets has no half, a doubtful weight is wrong until it is written plainly', () => {
  const quantity = (quantity, unit) => wrong({ lots: [{ ...WHOLE.lots[0], quantity, unit }] });
  assert.deepEqual(quantity('1,2', 'tablet'), { 'lots.1.quantity': 'not_whole' });
  assert.deepEqual(quantity('1,200', 'tablet'), {});
  assert.deepEqual(quantity('1,200', 'kg'), { 'lots.1.quantity': 'doubtful_number' });
  assert.deepEqual(quantity('1,2000', 'kg'), {});
});

test('days before 1961 and a release that has ended are seen on the device', () => {
  assert.deepEqual(wrong({ date: '1959-12-31' }), { date: 'too_early' });
  assert.deepEqual(wrong({ audience: { until: '2001-01-01' } }), { audience: 'past_day' });
  assert.deepEqual(wrong({ audience: { until: '2027-01-01' } }), {});
});

test('an amount beyond all that is known is asked about, by substance where that is known', () => {
  const lot = (change) => ({ kind: 'drug', substance: 'heroin', unit: 'kg', quantity: '1', ...change });
  assert.deepEqual(doubtful(lot({}), lot({ quantity: '8000' }), lot({ quantity: '5000', unit: 'g' })), {});
  assert.deepEqual(doubtful(lot({}), lot({ quantity: '8001' })), { 'lots.2.quantity': 'more_than_known 8000 kg' });
  assert.deepEqual(doubtful(lot({ substance: '', quantity: '1000000000000' })), { 'lots.1.quantity': 'more_than_known 2000000 kg' });
  assert.deepEqual(doubtful(lot({ quantity: `0.${'0'.repeat(200)}1` })), { 'lots.1.quantity': 'less_than_weighed' });
  assert.deepEqual(doubtful({ kind: 'firearm', quantity: '5' }, { kind: 'cash', quantity: '99999999999', currency: 'USD' }), { 'lots.2.quantity': 'more_than_known 10000000000 USD' });
});

test('a day is that of the device', () => assert.equal(dayOf(NOW), '2026-11-25'));

test('a name is found in either script, with or without its marks', () => {
  const indexed = index([['Termez', 'Термез'], ['Qo‘qon', 'Коканд'], ['Ayritom', 'Айритом'], ['Hairatan', 'Хайратон']], (names) => names);
  const first = (text) => search(indexed, text, 3)[0]?.[0];
  assert.equal(first('терм'), 'Termez');
  assert.equal(first('termez'), 'Termez');
  assert.equal(first('qoqon'), 'Qo‘qon');
  assert.equal(first('ҚОҚОН'), 'Qo‘qon');
  assert.equal(first('айри'), 'Ayritom');
  assert.equal(first('xyz'), undefined);
  assert.equal(first('  '), undefined);
  assert.equal(fold('Ғиждувон'), fold('gizhduvon'));
});

test('the name that is meant comes before the names that hold it', () => {
  const indexed = index(['Methamphetamine', 'Amphetamine', 'Amphetamine-type'], (name) => [name]);
  assert.deepEqual(search(indexed, 'amphetamine', 3), ['Amphetamine', 'Amphetamine-type', 'Methamphetamine']);
});

test('a degree of latitude is 111 kilometres', () => assert.ok(Math.abs(kilometres(40, 69, 41, 69) - 111.2) < 0.3));

test('identifiers sort by the moment of their making and are of version 7', () => {
  const made = [1e12, 1e12 + 1, 1.8e12].map((now) => uuid7(now));
  assert.deepEqual([...made].sort(), made);
  for (const one of made) assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(Number.parseInt(made[2].replaceAll('-', '').slice(0, 12), 16), 1.8e12);
});

function answer(status, told) {
  return new Response(told === undefined ? '<html>' : JSON.stringify(told), { status, headers: { 'Content-Type': told === undefined ? 'text/html' : 'application/json' } });
}

test('an answer says what became of a seizure', async () => {
  assert.deepEqual(await attemptOf(answer(201, { record: '/r/1/' })), { outcome: 'sent', record: '/r/1/' });
  assert.deepEqual(await attemptOf(answer(200, { record: '/r/1/' })), { outcome: 'sent', record: '/r/1/' });
  assert.equal((await attemptOf(answer(422, { errors: { date: 'x' } }))).outcome, 'refused');
  assert.equal((await attemptOf(answer(401, {}))).outcome, 'signed-out');
  assert.equal((await attemptOf(answer(403))).outcome, 'signed-out');
  assert.equal((await attemptOf(answer(409, {}))).outcome, 'another');
  assert.equal((await attemptOf(answer(409, { errors: { submission: 'x' } }))).outcome, 'refused');
  assert.equal((await attemptOf(answer(413, { errors: { photographs: 'x' } }))).outcome, 'refused');
});

test('an answer that is none of ours is a failure of the server, never a missing connection', async () => {
  for (const status of [200, 201, 404, 409, 422, 429, 500, 502, 503]) assert.deepEqual(await attemptOf(answer(status)), { outcome: 'failed', status }, String(status));
  assert.deepEqual(await attemptOf(answer(413)), { outcome: 'too-large' });
  assert.deepEqual(await attemptOf(new Response('{"rec', { status: 201, headers: { 'Content-Type': 'application/json' } })), { outcome: 'failed', status: 201 });
});

test('what fails is tried again later and later, and never given up', () => {
  const waits = [1, 2, 3, 4, 20, 400].map(waitAfter);
  assert.deepEqual(waits.slice(0, 4), [30_000, 60_000, 120_000, 240_000]);
  assert.ok(waits.every((wait) => Number.isFinite(wait) && wait <= 15 * 60_000));
});

test('all are sent in order; one that is refused holds up nobody, a broken connection all that follow', async () => {
  const run = async (outcomes) => {
    const [sent, settled] = [[], []];
    const why = await sendAll(
      ['a', 'b', 'c'],
      async (one) => {
        sent.push(one);
        if (outcomes[one] === 'breaks') throw new TypeError('failed to fetch');
        return { outcome: outcomes[one] ?? 'sent', record: `/${one}/` };
      },
      async (one, attempt) => void settled.push(`${one} ${attempt.outcome}`),
    );
    return { sent: sent.join(''), settled, why };
  };
  assert.deepEqual(await run({}), { sent: 'abc', settled: ['a sent', 'b sent', 'c sent'], why: 'done' });
  assert.deepEqual(await run({ b: 'refused' }), { sent: 'abc', settled: ['a sent', 'b refused', 'c sent'], why: 'done' });
  assert.deepEqual(await run({ b: 'failed' }), { sent: 'abc', settled: ['a sent', 'b failed', 'c sent'], why: 'done' });
  assert.deepEqual(await run({ b: 'too-large' }), { sent: 'abc', settled: ['a sent', 'b too-large', 'c sent'], why: 'done' });
  assert.deepEqual(await run({ b: 'breaks' }), { sent: 'ab', settled: ['a sent'], why: 'offline' });
  assert.deepEqual(await run({ a: 'signed-out' }), { sent: 'a', settled: [], why: 'signed-out' });
});

/** A JPEG's first bytes with an EXIF block of one order of bytes. */
function jpeg(little) {
  const view = new DataView(new ArrayBuffer(400));
  const at = 12;
  const two = (place, value) => view.setUint16(at + place, value, little);
  const four = (place, value) => view.setUint32(at + place, value, little);
  const entry = (place, tag, type, length, value) => (two(place, tag), two(place + 2, type), four(place + 4, length), four(place + 8, value));
  const text = (place, value) => [...value].forEach((sign, step) => view.setUint8(at + place + step, sign.charCodeAt(0)));
  view.setUint16(0, 0xffd8);
  view.setUint16(2, 0xffe1);
  view.setUint16(4, 380);
  view.setUint32(6, 0x45786966);
  view.setUint16(at, little ? 0x4949 : 0x4d4d);
  two(2, 42);
  four(4, 8);
  two(8, 3);
  entry(10, 0x0110, 2, 8, 100);
  entry(22, 0x8769, 4, 1, 120);
  entry(34, 0x8825, 4, 1, 170);
  text(100, 'Phone 1\0');
  two(120, 1);
  entry(122, 0x9003, 2, 20, 140);
  text(140, '2026:11:24 23:41:05\0');
  two(170, 4);
  entry(172, 1, 2, 2, 0);
  text(180, 'S\0');
  entry(184, 2, 5, 3, 230);
  entry(196, 3, 2, 2, 0);
  text(204, 'E\0');
  entry(208, 4, 5, 3, 254);
  [38, 1, 30, 1, 0, 1, 68, 1, 45, 1, 36, 1].forEach((value, place) => four(230 + place * 4, value));
  return view.buffer;
}

test('what a camera wrote is read in both orders of bytes', () => {
  for (const little of [true, false]) {
    const told = toldBy(jpeg(little));
    assert.equal(told.model, 'Phone 1');
    assert.equal(told.taken_at, '2026-11-24T23:41:05');
    assert.ok(Math.abs(told.latitude + 38.5) < 1e-9);
    assert.ok(Math.abs(told.longitude - 68.76) < 1e-9);
  }
});

test('a broken or hostile picture tells nothing and hurts nobody', () => {
  const whole = new Uint8Array(jpeg(true));
  for (let length = 0; length < whole.length; length += 7) toldBy(whole.slice(0, length).buffer);
  for (let turn = 0; turn < 500; turn += 1) {
    const bytes = whole.slice();
    for (let place = 0; place < 6; place += 1) bytes[4 + ((turn * 31 + place * 97) % (bytes.length - 4))] = (turn * 53 + place * 11) % 256;
    assert.equal(typeof toldBy(bytes.buffer), 'object');
  }
  assert.deepEqual(toldBy(new ArrayBuffer(0)), {});
});
