import type { Explanations } from '../explanation.ts'
import { endpoints } from './endpoints.ts'
import { links } from './links.ts'
import { peers } from './peers.ts'
import { ports } from './ports.ts'
import { processes } from './processes.ts'
import { kinds, presence, unread } from './reasons.ts'
import { sockets } from './sockets.ts'
import { vitals } from './vitals.ts'

/** Everything that the catalog has to say, in Simplified Chinese. */
export const explanations: Explanations = {
  ports,
  processes,
  sockets,
  peers,
  links,
  vitals,
  endpoints,
  presence,
  kinds,
  unread,
}
