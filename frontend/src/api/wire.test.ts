import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newParcel } from "../domain/sealing";
import type { Wire } from "../domain/wire";
import { retryAfter } from "./line";
import { makeWire } from "./wire";

let server: Server;
let wire: Wire;
let answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
let asked: { method: string; url: string; headers: IncomingMessage["headers"]; body: Buffer }[];

const HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const parcel = newParcel({ visit: "v", revision: 2, sha256: HASH, bytes: 3, sealedAt: 0 }, []);
const bytes = new TextEncoder().encode("abc").slice().buffer;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, headers, body });
    answer(request, response, body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  wire = makeWire(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`);
});

afterAll(() => server.close());

beforeEach(() => {
  asked = [];
  vi.stubGlobal("document", { cookie: "theme=dark; csrftoken=token" });
});

afterEach(() => vi.unstubAllGlobals());

/** The next answers: status, content type, body, headers. */
function says(status: number, type: string, body = "", headers: Record<string, string> = {}): void {
  answer = (_request, response) => {
    response.writeHead(status, { "Content-Type": type, ...headers });
    response.end(body);
  };
}

const JSON_TYPE = "application/json";
const PROBLEM = "application/problem+json";

test("a visit goes as it was sealed, with its digest and the session's token", async () => {
  says(201, JSON_TYPE, '{"receipt":"r"}');
  expect(await wire.putVisit(parcel, bytes)).toEqual({ kind: "ok", value: { receipt: "r" } });
  expect(asked[0]).toMatchObject({ method: "PUT", url: "/api/v1/visits/v/revisions/2" });
  expect(asked[0]?.headers).toMatchObject({
    "content-digest": "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:",
    "x-csrftoken": "token",
  });
  expect(asked[0]?.body.toString()).toBe("abc");
});

test.each<[string, number, string, string]>([
  ["a page with 200", 200, "text/html", "<html>Welcome</html>"],
  ["a page that says it is JSON", 200, JSON_TYPE, "<html>"],
  ["cut JSON", 200, JSON_TYPE, '{"receipt": "r"'],
  ["JSON that is no object", 200, JSON_TYPE, "7"],
  ["a redirect", 302, "text/html", ""],
  ["a proxy's own 401", 401, "text/html", "<html>"],
  ["a proxy's own 403", 403, "text/html", "<html>"],
  ["a proxy's own 413", 413, "text/html", "<html>"],
  ["a broken gateway", 502, "text/html", "<html>"],
])("%s is not the server's word about a visit", async (_name, status, type, body) => {
  says(status, type, body, status === 302 ? { Location: "http://127.0.0.1:1/login" } : {});
  expect(await wire.putVisit(parcel, bytes)).toEqual({ kind: "lost" });
});

test("no network is a lost call, never an exception", async () => {
  const nowhere = makeWire("http://127.0.0.1:1/api/v1");
  expect(await nowhere.putVisit(parcel, bytes)).toEqual({ kind: "lost" });
  expect(await nowhere.brief({ cursor: null, etag: null })).toEqual({ kind: "lost" });
});

test("a connection that breaks in the middle of an answer is a lost call", async () => {
  answer = (_request, response) => {
    response.writeHead(200, { "Content-Type": JSON_TYPE, "Content-Length": "100" });
    response.write('{"receipt"');
    response.destroy();
  };
  expect(await wire.putVisit(parcel, bytes)).toEqual({ kind: "lost" });
});

test("a refusal is read with its code and the time to wait", async () => {
  says(409, PROBLEM, '{"code":"content_conflict"}');
  expect(await wire.putVisit(parcel, bytes)).toEqual({
    ...{ kind: "problem", status: 409, code: "content_conflict", retryAfter: null },
  });
  says(503, "text/html", "busy", { "Retry-After": "7" });
  expect(await wire.putVisit(parcel, bytes)).toMatchObject({
    kind: "problem",
    status: 503,
    retryAfter: 7000,
  });
});

test("Retry-After is read as seconds or as a date", () => {
  const now = Date.UTC(2026, 2, 11, 15, 4);
  expect(retryAfter("120", now)).toBe(120_000);
  expect(retryAfter("Wed, 11 Mar 2026 15:05:00 GMT", now)).toBe(60_000);
  expect(retryAfter("Wed, 11 Mar 2026 15:00:00 GMT", now)).toBe(0);
  expect(retryAfter("soon", now)).toBeNull();
});

test("a piece of a photo goes with its place and checksum, and is believed by its offset alone", async () => {
  says(204, JSON_TYPE, "", { "Upload-Offset": "13" });
  expect(await wire.patchBlob("v", HASH, { offset: 10, total: 40, bytes })).toEqual({
    kind: "ok",
    value: 13,
  });
  expect(asked[0]).toMatchObject({ method: "PATCH", url: `/api/v1/visits/v/blobs/${HASH}` });
  expect(asked[0]?.headers).toMatchObject({
    ...{ "tus-resumable": "1.0.0", "upload-offset": "10", "upload-length": "40" },
    ...{ "upload-checksum": "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=" },
    "content-type": "application/offset+octet-stream",
  });
  says(200, "text/html", "<html>");
  expect(await wire.patchBlob("v", HASH, { offset: 10, total: 40, bytes })).toEqual({ kind: "lost" });
});

test("a proxy that takes less says so with a bare 413", async () => {
  says(413, "text/html", "<html>");
  const refused = { kind: "problem", status: 413, code: "", retryAfter: null };
  expect(await wire.patchBlob("v", HASH, { offset: 0, total: 3, bytes })).toEqual(refused);
  expect(await wire.putBlob("v", HASH, bytes)).toEqual(refused);
});

test("how much HQ holds is asked by HEAD, whose refusals have no body", async () => {
  says(200, JSON_TYPE, "", { "Upload-Offset": "262144" });
  expect(await wire.blobOffset("v", HASH)).toEqual({ kind: "ok", value: 262_144 });
  says(404, PROBLEM);
  expect(await wire.blobOffset("v", HASH)).toMatchObject({ kind: "problem", status: 404 });
});

test.each([401, 404, 426])("a gateway that answers HEAD with %i says nothing of HQ", async (status) => {
  says(status, "text/html");
  expect(await wire.blobOffset("v", HASH)).toEqual({ kind: "lost" });
});

test("a small photo answered by a page has not arrived", async () => {
  says(200, "text/html", "<html>");
  expect(await wire.putBlob("v", HASH, bytes)).toEqual({ kind: "lost" });
});

test("news are asked for since the last time, and may be none", async () => {
  const lists = { assignments: [], editions: [], receipts: [], send_backs: [] };
  const briefing = { server_time: "2026-03-11T15:04:00Z", person: { id: "p" }, ...lists };
  says(200, JSON_TYPE, JSON.stringify(briefing), { ETag: 'W/"1"' });
  expect(await wire.brief({ cursor: "a.7", etag: null })).toEqual({
    ...{ kind: "ok", value: { briefing, etag: 'W/"1"', told: "2026-03-11T15:04:00Z" } },
  });
  expect(asked[0]?.url).toBe("/api/v1/sync?cursor=a.7");
  answer = (_request, response) =>
    void response.writeHead(304, { "Server-Time": "2026-03-11T15:05:00Z" }).end();
  expect(await wire.brief({ cursor: null, etag: 'W/"1"' })).toEqual({
    ...{ kind: "ok", value: { briefing: null, etag: 'W/"1"', told: "2026-03-11T15:05:00Z" } },
  });
  expect(asked[1]?.headers["if-none-match"]).toBe('W/"1"');
  says(200, JSON_TYPE, '{"hello": "guest"}');
  expect(await wire.brief({ cursor: null, etag: null })).toEqual({ kind: "lost" });
});

test("receipts are asked for with those that are here shown back", async () => {
  says(200, JSON_TYPE, '{"receipts": []}');
  const receipt = { receipt: "r", signature: "hq" } as NonNullable<typeof parcel.receipt>;
  expect(await wire.receipts([{ ...parcel, receipt }])).toEqual({ kind: "ok", value: [] });
  expect(JSON.parse(asked[0]?.body.toString() ?? "")).toEqual({
    receipts: [{ receipt: "r", signature: "hq", visit: "v", revision: 2, sha256: HASH }],
  });
});
