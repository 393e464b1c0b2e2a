/** People of a brand and the posts they hold: `GET /api/v1/posts`. */
export const ROLES = ["shopper", "reviewer", "store_manager", "region_manager", "hq"] as const;
export type Role = (typeof ROLES)[number];

export interface HeldPost {
  id: number;
  role: Role;
  region: { id: string; name: string } | null;
  store: { id: string; name: string } | null;
  schedules: boolean;
  person: { id: string; name: string; email: string; last_login: string | null };
}

export interface HeldPosts {
  results: HeldPost[];
  next: number | null;
}
