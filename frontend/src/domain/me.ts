/** Who is signed in, and what she may do: `GET /api/v1/me`. */
export interface Post {
  role: "shopper" | "reviewer" | "store_manager" | "region_manager" | "hq";
  brand: { id: string; slug: string; name: string; colour: string };
  region: { id: string; name: string } | null;
  store: { id: string; name: string } | null;
  /** one of headquarters' schedulers, to whom shoppers have names */
  schedules: boolean;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  alias: string;
  language: string;
  posts: Post[];
  may: string[];
  /** a post of hers needs a second factor that she has not set up: until then nothing else is shown */
  second_factor_needed?: boolean;
}
