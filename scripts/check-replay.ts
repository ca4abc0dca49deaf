// `npm run check:replay -- --kubeconfig F`: does a recording of a mesh answer what
// the mesh answers? Records it with the product's own recorder, keeps the live
// answers of the API and of all original pages, opens the recording, asks the same,
// and compares field by field against a committed list of volatile fields. Then it
// alters the recording by one byte, twice, to show that neither goes unnoticed.
//   --save-live DIR   stop after recording, so that the mesh can be stopped
//   --against DIR     go on from there, without any mesh
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { runCommand } from '@portolan/server/cli/run-command'
import { processTerminal } from '@portolan/server/cli/terminal'
import { AskedPortolan } from './replay-check/asked-portolan.ts'
import { collectAnswers } from './replay-check/collect-answers.ts'
import { compareAnswers } from './replay-check/compare-answers.ts'
import { loadAnswers, saveAnswers } from './replay-check/kept-answers.ts'
import { tellComparison } from './replay-check/tell-comparison.ts'
import { showForgery } from './replay-check/show-forgery.ts'
import { showRefusal } from './replay-check/show-refusal.ts'
import { volatileFields } from './replay-check/volatile-fields.ts'

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    'save-live': { type: 'string' },
    against: { type: 'string' },
  },
})
const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined && values.against === undefined) {
  console.error('usage: npm run check:replay -- --kubeconfig FILE [--save-live DIR] | --against DIR')
  process.exit(2)
}

const given = values.against ?? values['save-live']
const folder =
  given === undefined ? mkdtempSync(path.join(tmpdir(), 'portolan-replay-')) : path.resolve(given)
mkdirSync(folder, { recursive: true })
const recording = path.join(folder, 'mesh.tar.gz')
const liveFile = path.join(folder, 'live-answers.json.gz')

process.exitCode = await run()
if (given === undefined) rmSync(folder, { recursive: true })

async function run(): Promise<number> {
  if (values.against === undefined && kubeconfig !== undefined) {
    const options = ['--kubeconfig', kubeconfig, '--out', recording, '--force']
    const status = await runCommand(['snapshot', ...options], processTerminal, new AbortController().signal)
    if (status !== 0) return status
    await using portolan = await AskedPortolan.start({ kubeconfig })
    const live = await collectAnswers(portolan)
    saveAnswers(liveFile, live)
    console.log(`${Object.keys(live).length} live answers, recording of ${statSync(recording).size} bytes`)
    if (values['save-live'] !== undefined) return 0
  }
  const live = loadAnswers(liveFile)
  await using portolan = await AskedPortolan.start({ recording })
  const replayed = await collectAnswers(portolan)
  const good = tellComparison(compareAnswers(live, replayed, volatileFields))
  const refused = await showRefusal(recording, folder)
  const found = await showForgery(recording, folder, replayed)
  console.log(
    `${[good, refused, found].filter(Boolean).length} passed, ${[good, refused, found].filter((one) => !one).length} failed`,
  )
  return good && refused && found ? 0 : 1
}
