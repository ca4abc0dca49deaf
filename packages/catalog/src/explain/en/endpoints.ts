import { agentEndpoints } from './agent-endpoints.ts'
import { envoyEndpoints } from './envoy-endpoints.ts'
import { istiodEndpoints } from './istiod-endpoints.ts'
import { nodeEndpoints } from './node-endpoints.ts'

export const endpoints = {
  ...envoyEndpoints,
  ...agentEndpoints,
  ...istiodEndpoints,
  ...nodeEndpoints,
} as const
