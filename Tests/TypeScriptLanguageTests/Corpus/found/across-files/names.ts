export const PREFIX = "cluster_";
export default "shared";
export const tiers = { shared: "shared" } as const;
export enum Number { One = "01" }
const renamed = "shared_02";
export { renamed as suffix };
export function clusterID(tier: string, number: string) {
  return [PREFIX.slice(0, -1), tier, number].join("_");
}
