import { createClient } from "redis";
import { createClient as subscribe } from "graphql-ws";
import { OrderStatus } from "@prisma/client";
export const cache = createClient({ url: process.env.REDIS_URL });
export const socket = subscribe({ url: "wss://example.com" });
export const paid = OrderStatus.PAID;
const context = process.env.KUBE_CLUSTER ?? "minikube";
const mode = process.env.REDIS_CLUSTER || "disabled";
const color = options.markerCluster || "blue";
