import * as z from 'zod/mini'
import { matrixIstiod, portMatrix } from './matrix.ts'

const clusterParams = z.object({ cluster: z.string() })
const none = z.object({})

/** Pods by ports; a table of its own, so that a browser loads it with the view that needs it. */
export const matrixRoutes = {
  portMatrix: {
    method: 'GET',
    path: '/api/clusters/{cluster}/matrix',
    summary: 'Every pod’s ports and who tells of them, from what is known; opens no tunnel',
    params: clusterParams,
    query: none,
    body: none,
    answer: portMatrix,
  },
  askIstiodEndpoints: {
    method: 'POST',
    path: '/api/clusters/{cluster}/matrix/istiod',
    summary: 'Ask one istiod for all its endpoints, through one tunnel; the matrix remembers the answer',
    params: clusterParams,
    query: none,
    body: none,
    answer: matrixIstiod,
  },
} as const
