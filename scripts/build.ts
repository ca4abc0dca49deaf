import process from 'node:process'
import { buildIfChanged } from './build-output.ts'

process.exit(await buildIfChanged())
