import { runToolsOrExit } from './tool.ts'

await runToolsOrExit(['oxlint', '--deny-warnings'])
