import { useEffect, useState } from "preact/hooks";
import { picture } from "../../api/pictures";
import { usePhone } from "../phone";

/** The address of a brief's picture from the phone's own disk; empty until it is there, and where it can't be had. */
export function useKeptPicture(sha256: string): string {
  const person = usePhone().seen.value.briefing?.person.id ?? "";
  const [address, setAddress] = useState("");
  useEffect(() => {
    let made = "";
    let left = false;
    void picture(person, sha256).then((found) => {
      if (!found || left) return;
      made = URL.createObjectURL(found);
      setAddress(made);
    });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [person, sha256]);
  return address;
}
