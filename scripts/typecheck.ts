import { runToolsOrExit } from './tool.ts'

await runToolsOrExit(
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'apps/web/tsconfig.json'],
  ['tsc', '-p', 'apps/web/tsconfig.test.json'],
)
