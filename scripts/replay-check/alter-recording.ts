import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manifest as manifestSchema } from '@portolan/recording/manifest'
import * as z from 'zod/mini'
import { runTool } from '../tool.ts'

/** A copy of a file with one bit of one byte turned. */
export async function flipByte(file: string, copy: string, at: number): Promise<void> {
  await copyFile(file, copy)
  await using handle = await open(copy, 'r+')
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, at)
  byte.writeUInt8(byte.readUInt8(0) ^ 1, 0)
  await handle.write(byte, 0, 1, at)
}

/** A copy of a recording with one byte of one body changed and every checksum made right again, as only a forger would. */
export async function forgeBody(
  file: string,
  copy: string,
  entry: string,
  change: (body: Buffer) => Buffer,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-forge-'))
  try {
    await tar('-xzf', file, '-C', folder)
    const body = change(await readFile(path.join(folder, entry)))
    await writeFile(path.join(folder, entry), body)
    const manifestFile = path.join(folder, 'manifest.json')
    const manifest = z.parse(manifestSchema, JSON.parse(await readFile(manifestFile, 'utf8')))
    const sha256 = createHash('sha256').update(body).digest('hex')
    const { size } = await stat(path.join(folder, entry))
    const files = manifest.files.map((one) => (one.path === entry ? { ...one, bytes: size, sha256 } : one))
    await writeFile(manifestFile, JSON.stringify({ ...manifest, files }))
    const names = ['manifest.json', ...files.map((one) => one.path)]
    await writeFile(path.join(folder, '..names'), names.join('\n'))
    await tar(
      '-czf',
      copy,
      '-C',
      folder,
      '--format=ustar',
      '--no-recursion',
      '-T',
      path.join(folder, '..names'),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function tar(...args: readonly string[]): Promise<void> {
  const { status, output } = await runTool('tar', args, { output: 'keep' })
  if (status !== 0) throw new Error(`tar ${args.join(' ')} failed: ${output}`)
}
