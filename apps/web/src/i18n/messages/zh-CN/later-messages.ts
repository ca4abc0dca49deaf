import type { laterMessages as english } from '../en/later-messages.ts'
import type { TranslationOf } from '../../translation-of.ts'
import { envoy } from './envoy.ts'
import { health } from './health.ts'
import { inside } from './inside.ts'
import { matrix } from './matrix.ts'
import { palette } from './palette.ts'
import { redirection } from './redirection.ts'
import { shortcuts } from './shortcuts.ts'
import { trace } from './trace.ts'

/** Text in Simplified Chinese of what opens only when it is asked for. */
export const laterMessages: TranslationOf<typeof english> = {
  envoy,
  health,
  inside,
  matrix,
  palette,
  redirection,
  shortcuts,
  trace,
}
