import { chart } from './chart.ts'
import { commands } from './commands.ts'
import { documents } from './documents.ts'
import { evidence } from './evidence.ts'
import { explorer } from './explorer.ts'
import { kinds } from './kinds.ts'
import { panel } from './panel.ts'
import { pod } from './pod.ts'
import { problem } from './problem.ts'
import { problems } from './problems.ts'
import { recordings } from './recordings.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { snapshot } from './snapshot.ts'
import { states } from './states.ts'
import { welcome } from './welcome.ts'

/** Text of the workbench in English; each feature is a namespace. See also later-messages.ts. */
export const messages = {
  chart,
  commands,
  documents,
  evidence,
  states,
  shell,
  snapshot,
  session,
  explorer,
  kinds,
  panel,
  pod,
  problem,
  problems,
  recordings,
  welcome,
}
