import { say } from "../words";

const PLACES = [
  { to: "/today", key: "today.title", path: "M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4" },
  {
    to: "/offers",
    key: "places.offers",
    path: "M12 21s6.500-6.200 6.500-11a6.500 6.500 0 1 0-13 0c0 4.800 6.500 11 6.500 11zM12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z",
  },
  { to: "/visits", key: "visits.title", path: "M5 4.5h14v15H5zM8.5 9h7M8.5 12.500h7M8.5 16h4" },
  { to: "/fees", key: "places.fees", path: "M4 6.500h16v11H4zM4 10.500h16M15 14.500h2" },
  {
    to: "/you",
    key: "you.title",
    path: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20a7.500 6.500 0 0 1 15 0",
  },
] as const;

/** Where one can go. */
export function Places({ here }: { here: (typeof PLACES)[number]["to"] }) {
  return (
    <nav class="bar places" aria-label={say("places")}>
      <ul>
        {PLACES.map(({ to, key, path }) => (
          <li key={to}>
            <a href={to} aria-current={to === here ? "page" : undefined}>
              <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d={path} />
              </svg>
              {say(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
