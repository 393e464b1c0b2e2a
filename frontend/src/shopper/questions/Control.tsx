import { laterPage } from "../later_page";
import { SelectMany, SelectOne } from "./Choices";
import type { FileProps } from "./files";
import type { PlaceProps } from "./Place";
import { Stepper } from "./Stepper";
import { Tap } from "./Tap";
import { Decimal, Text } from "./Text";

const Range = laterPage(async () => (await import("./Range")).Range);
const DateOnly = laterPage(async () => (await import("./Dates")).DateOnly);
const TimeOnly = laterPage(async () => (await import("./Dates")).TimeOnly);
const DateAndTime = laterPage(async () => (await import("./Dates")).DateAndTime);
const Place = laterPage(async () => (await import("./Place")).Place);
const Photos = laterPage(async () => (await import("./Photos")).Photos);
const Sounds = laterPage(async () => (await import("./Sounds")).Sounds);
const Acknowledge = laterPage(async () => (await import("./Small")).Acknowledge);
const Barcode = laterPage(async () => (await import("./Small")).Barcode);

/** The control of a question's type; a note has none. */
export function Control(props: FileProps & PlaceProps) {
  const { node } = props;
  switch (node.type) {
    case "select_one":
      return <SelectOne {...props} />;
    case "select_multiple":
      return <SelectMany {...props} />;
    case "integer":
      return <Stepper {...props} />;
    case "decimal":
      return <Decimal {...props} />;
    case "range":
      return <Range {...props} />;
    case "date":
      return <DateOnly {...props} />;
    case "time":
      return <TimeOnly {...props} />;
    case "dateTime":
      return node.appearance?.includes("tap") ? <Tap {...props} /> : <DateAndTime {...props} />;
    case "image":
      return <Photos {...props} />;
    case "audio":
    case "file":
      return <Sounds {...props} />;
    case "geopoint":
      return <Place {...props} />;
    case "barcode":
      return <Barcode {...props} />;
    case "acknowledge":
      return <Acknowledge {...props} />;
    case "text":
      return <Text {...props} />;
    default:
      return null;
  }
}
