import * as z from 'zod/mini'
import { namespaceName, podName } from './pod-ref.ts'

const none = z.object({})

/** What istiod would send to a proxy; a table of its own, so that a browser loads it with the view that needs it. */
export const istiodDumpRoutes = {
  istiodDump: {
    method: 'GET',
    path: '/api/clusters/{cluster}/pods/{namespace}/{pod}/istiod-config-dump',
    summary:
      'The configuration that istiod generates for a proxy now, as its /debug/config_dump answers it; every ready istiod is asked until one knows the proxy',
    params: z.object({ cluster: z.string(), namespace: namespaceName, pod: podName }),
    query: none,
    body: none,
    /** istiod's own JSON. */
    answer: z.object({ istiod: z.string(), dump: z.string() }),
  },
} as const
