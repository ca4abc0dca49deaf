// `npm run check:secrets -- --kubeconfig F`: does anything secret
// get into a recording? Plants values of its own in a namespace that it makes
// for it and removes again, records that namespace and the control plane with
// `portolan snapshot --costly --inside --logs`, unpacks the archive with tar and looks for each
// value in every byte of it, in every encoding. Needs kubectl, tar and a cluster
// with Istio; exit code 0 only when nothing was found, and when every value was
// found in what the cluster itself shows: else it would prove nothing.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { manifest as manifestSchema } from '@portolan/recording/manifest'
import * as z from 'zod/mini'
import { leaksIn } from './secrets-check/leaks.ts'
import { plantedImages } from './secrets-check/planted-image.ts'
import { PlantedNamespace } from './secrets-check/planted-namespace.ts'
import { checkNamespace } from './secrets-check/planted-objects.ts'
import { plantedValues, type Planted } from './secrets-check/planted-values.ts'
import { runTool } from './secrets-check/run-tool.ts'
import { unpackedFiles } from './secrets-check/unpacked-files.ts'
import { root } from './tool.ts'

const { values: options } = parseArgs({
  options: { kubeconfig: { type: 'string' }, image: { type: 'string' }, 'control-plane': { type: 'string' } },
})
const kubeconfig = options.kubeconfig ?? process.env['KUBECONFIG']
if (kubeconfig === undefined) {
  console.error(
    'usage: npm run check:secrets -- --kubeconfig FILE [--image IMAGE] [--control-plane NAMESPACE]',
  )
  process.exit(2)
}

// Whoever interrupts the check gets his cluster back as it was, too.
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`interrupted by ${signal}`)))
}

const values = plantedValues()
const planted: readonly Planted[] = Object.values(values)
const folder = await mkdtemp(path.join(tmpdir(), 'portolan-secrets-'))
try {
  const archive = path.join(folder, 'planted.tar.gz')
  const shown = await record(archive)
  const files = await unpackedFiles(archive)
  const manifestFile = files.find(({ name }) => name === 'manifest.json')
  const { redactions, gaps } = z.parse(manifestSchema, JSON.parse(manifestFile?.bytes.toString('utf8') ?? ''))
  const leaks = leaksIn(files, planted)
  const unseen = planted.filter((one) => leaksIn([{ name: '', bytes: shown }], [one]).length === 0)

  const width = Math.max(...planted.map(({ place }) => place.length))
  for (const { place, rules } of planted) {
    const found = leaks.filter((leak) => leak.place === place)
    const applied = rules.filter((rule) => redactions.some((one) => one.rule === rule))
    const verdict = found.length === 0 ? 'not found' : 'FOUND    '
    const where = found.map(({ file, spelling }) => `${file} (${spelling})`).join(', ')
    console.log(`${place.padEnd(width)}  ${verdict}  ${found.length === 0 ? applied.join(', ') : where}`)
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0)
  console.log(
    `\n${planted.length} values, ${files.length} files, ${bytes} bytes; ${gaps.length} gaps in the recording.`,
  )
  for (const { place } of unseen)
    console.error(`${place}: not even the cluster shows it, so this proves nothing.`)
  process.exitCode = leaks.length === 0 && unseen.length === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Records the planted namespace; what the cluster shows of it comes back, for comparison. */
async function record(archive: string): Promise<Buffer> {
  const images = await plantedImages(kubeconfig ?? '', options.image)
  await using namespace = await PlantedNamespace.plant(kubeconfig ?? '', values, images, interrupted.signal)
  const main = path.join(root, 'apps/server/src/main.ts')
  const scope = ['--namespace', checkNamespace, '--namespace', options['control-plane'] ?? 'istio-system']
  const args = [
    main,
    'snapshot',
    '--kubeconfig',
    kubeconfig ?? '',
    ...scope,
    '--costly',
    '--inside',
    '--logs',
    '--out',
    archive,
  ]
  await runTool(process.execPath, args, { deadlineMs: 300_000, signal: interrupted.signal })
  return namespace.everythingShown()
}
