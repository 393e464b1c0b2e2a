import { describe, expect, test } from "vitest";
import { sha256 } from "../domain/hashing";
import { CHUNK } from "../domain/parcel";
import { answered, assignment, picture, soon } from "./testing/cast";
import { staged } from "./testing/stage";

const on = staged();

describe("the rescue file", () => {
  const bytesOf = (text: string) =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).slice().buffer;

  test("holds everything unsent, byte for byte", async () => {
    const big = picture(3 * CHUNK + 1);
    await on.photo("window_photo", big);
    await on.sealed();
    const other = await on.store.openVisit(assignment("b", on.visit.edition), soon());
    await on.store.answer(other.id, answered("greeting", "Ça va ?"));
    const file = await on.store.rescue(soon());
    expect(file.type).toBe("application/json");
    const rescue = JSON.parse(await file.text());
    expect(rescue).toMatchObject({ encore_rescue: 1, person: on.person });
    const [sealed] = rescue.visits;
    expect(sealed).toMatchObject({ visit: on.visit.id, revision: 1 });
    expect(await sha256(bytesOf(sealed.sealed_base64))).toBe(sealed.sha256);
    expect(await sha256(bytesOf(sealed.blobs[0].base64))).toBe(await sha256(big));
    expect(rescue.drafts).toMatchObject([
      { visit: { id: other.id }, answers: { greeting: "Ça va ?" }, photos: [] },
    ]);
  });

  test("leaves out what HQ has receipted", async () => {
    await on.sealed();
    const [parcel] = await on.store.parcels();
    if (parcel) await on.store.keepParcel({ ...parcel, state: "complete" });
    expect(JSON.parse(await (await on.store.rescue(soon())).text()).visits).toEqual([]);
  });

  test("is left behind when the person deletes unsent work, which stays deleted", async () => {
    await on.sealed();
    const [parcel] = await on.store.parcels();
    const left = await on.store.rescue(soon(), on.visit.id);
    expect(JSON.parse(await left.text()).visits).toHaveLength(1);
    await on.store.erase(on.visit.id);
    if (parcel) await on.store.keepParcel(parcel);
    expect([await on.store.visits(), await on.store.parcels()]).toEqual([[], []]);
  });
});
