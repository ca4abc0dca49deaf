import type { messages as english } from '../en/messages.ts'
import type { TranslationOf } from '../../translation-of.ts'
import { chart } from './chart.ts'
import { evidence } from './evidence.ts'
import { explorer } from './explorer.ts'
import { kinds } from './kinds.ts'
import { pod } from './pod.ts'
import { problem } from './problem.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { states } from './states.ts'
import { welcome } from './welcome.ts'

/** All text of the workbench in Simplified Chinese. */
export const messages: TranslationOf<typeof english> = {
  chart,
  evidence,
  states,
  shell,
  session,
  explorer,
  kinds,
  pod,
  problem,
  problems,
  welcome,
}
