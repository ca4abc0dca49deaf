import { runToolsOrExit } from './tool.ts'

await runToolsOrExit(['oxfmt', '.'])
