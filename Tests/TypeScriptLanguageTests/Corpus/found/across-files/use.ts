import tier, { PREFIX, suffix as end } from "./names";
import * as all from "./names";
import { START, tiers, Number, names, clusterID } from ".";
const a = PREFIX + "shared_01"; // ! hardcoded-cluster
const b = `${START}${tier}_01`; // ! hardcoded-cluster
const c = all.PREFIX + tiers.shared + "_" + Number.One; // ! hardcoded-cluster
const d = PREFIX + end; // ! hardcoded-cluster
const e = names.PREFIX + "shared_03"; // ! hardcoded-cluster
const f = clusterID("shared", "04"); // ! hardcoded-cluster
