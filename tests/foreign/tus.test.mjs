// tus-js-client against a running server: whole, in chunks, cut off and resumed, with and without metadata.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

import { blake3 } from '@noble/hashes/blake3.js';
import jpeg from 'jpeg-js';
import { Upload } from 'tus-js-client';

const { LYKTA_SERVER: server, LYKTA_CODE: code, LYKTA_PHOTOS: photos } = process.env;

const hex = (bytes) => Buffer.from(bytes).toString('hex');

/** One phone: a new secret, whose hash is its name. */
function authorization() {
    const secret = randomBytes(32);
    const replica = hex(blake3(secret)).slice(0, 32);
    return `Lykta ${code}.${replica}.${secret.toString('base64url')}`;
}

/** A JPEG of noise, some 300 kB long. */
function photo() {
    const [width, height] = [400, 300];
    return jpeg.encode({ width, height, data: randomBytes(width * height * 4) }, 90).data;
}

function upload(bytes, options) {
    const { until, ...rest } = options;
    return new Promise((resolve, reject) => {
        const upload = new Upload(bytes, {
            endpoint: `${server}/v1/photos`,
            headers: { Authorization: authorization() },
            retryDelays: null,
            onError: reject,
            onSuccess: () => resolve(upload),
            onChunkComplete: (_, sent) => {
                if (until && sent >= until) {
                    upload.abort().then(() => resolve(upload), reject);
                }
            },
            ...rest,
        });
        upload.start();
    });
}

async function isThere(bytes) {
    const kept = await readFile(`${photos}/${hex(blake3(bytes))}.jpg`);
    assert.ok(kept.equals(bytes));
}

test('a whole photo in one request', async () => {
    const bytes = photo();
    await upload(bytes, {});
    await isThere(bytes);
});

test('with the creation', async () => {
    const bytes = photo();
    await upload(bytes, { uploadDataDuringCreation: true });
    await isThere(bytes);
});

test('in chunks, with our metadata and with somebody else\'s', async () => {
    for (const metadata of [{ hash: null }, { filename: 'fåglar på taket.jpg', filetype: 'image/jpeg' }]) {
        const bytes = photo();
        if ('hash' in metadata) metadata.hash = hex(blake3(bytes));
        await upload(bytes, { metadata, chunkSize: 50_000 });
        await isThere(bytes);
    }
});

test('cut off and resumed by its address', async () => {
    const bytes = photo();
    const headers = { Authorization: authorization() };
    const begun = await upload(bytes, { headers, chunkSize: 60_000, until: 120_000 });
    await upload(bytes, { headers, uploadUrl: begun.url });
    await isThere(bytes);
});

test('cut off in the middle of a request, and tried again by the client itself', async () => {
    const bytes = photo();
    const headers = { Authorization: authorization() };
    let cuts = 0;
    const fetchOnce = await upload(bytes, {
        headers,
        retryDelays: [0, 0, 0],
        chunkSize: 100_000,
        // The second piece reaches the server and its answer is lost.
        onAfterResponse: (request) => {
            if (request.getMethod() === 'PATCH' && cuts++ === 1) throw new Error('lost');
        },
    });
    assert.ok(fetchOnce.url);
    assert.ok(cuts > 2);
    await isThere(bytes);
});

test('what is no photo is refused with words, and stopped trying', async () => {
    const refused = upload(Buffer.from('no photo'), { retryDelays: [0, 0, 0] });
    await assert.rejects(refused, /take the photo as jpeg/);
});

test('ended by its client', async () => {
    const bytes = photo();
    const headers = { Authorization: authorization() };
    const begun = await upload(bytes, { headers, chunkSize: 60_000, until: 60_000 });
    await begun.abort(true);
    const asked = await fetch(begun.url, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
    assert.equal(asked.status, 404);
});
