import { envoy } from './envoy.ts'
import { health } from './health.ts'
import { inside } from './inside.ts'
import { matrix } from './matrix.ts'
import { palette } from './palette.ts'
import { redirection } from './redirection.ts'
import { shortcuts } from './shortcuts.ts'
import { trace } from './trace.ts'

/** Text in English of what opens only when it is asked for; the first screen does not wait for it. */
export const laterMessages = { envoy, health, inside, matrix, palette, redirection, shortcuts, trace }
