export * from "./names";
export { PREFIX as START } from "./names";
export * as names from "./names.js";
