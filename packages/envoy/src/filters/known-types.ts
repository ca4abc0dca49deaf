import { accessLogTypes } from './access-log.ts'
import { externalServiceTypes } from './external-services.ts'
import { httpConnectionManagerTypes } from './http-connection-manager.ts'
import { istioFilterTypes } from './istio-filters.ts'
import { jwtTypes } from './jwt-authn.ts'
import { listenerFilterTypes } from './listener-filters.ts'
import type { KnownTypes, TypeShape } from './message-shape.ts'
import { payloadTypes } from './payloads.ts'
import { programTypes } from './programs.ts'
import { rbacTypes } from './rbac.ts'
import { tcpProxyTypes } from './tcp-proxy.ts'
import { trafficLimitTypes } from './traffic-limits.ts'
import { transportSocketTypes } from './transport-socket.ts'

const families: readonly (readonly TypeShape[])[] = [
  listenerFilterTypes,
  transportSocketTypes,
  httpConnectionManagerTypes,
  tcpProxyTypes,
  rbacTypes,
  jwtTypes,
  externalServiceTypes,
  trafficLimitTypes,
  programTypes,
  istioFilterTypes,
  payloadTypes,
  accessLogTypes,
]

/** Every type of filter, access log and transport socket that reads as more than JSON, by its full name. */
export const knownTypes: KnownTypes = new Map(
  families.flat().flatMap((shape) => shape.types.map((type) => [type, shape] as const)),
)
