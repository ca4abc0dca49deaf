import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { offeredFilePath } from '@portolan/contract/routes'
import type { Response, Router } from 'express'
import * as z from 'zod/mini'
import { AppError } from '../app-error.ts'
import type { OfferedFile } from './offered-files.ts'

/** The bytes of the files that were named on the command line, by their ids, and of no others. */
export function fileRoutes(router: Router, files: readonly OfferedFile[]): void {
  // Not in the table: its answer is a file and no JSON.
  router.get(offeredFilePath(':file'), (request, response) => {
    const { file: id } = z.parse(z.object({ file: z.string() }), request.params)
    return sendFile(
      files.find((one) => one.id === id),
      response,
    )
  })
}

/** @throws AppError `not-found` */
async function sendFile(file: OfferedFile | undefined, response: Response): Promise<void> {
  const found = file === undefined ? undefined : await stat(file.path).catch(() => undefined)
  if (file === undefined || found === undefined || !found.isFile()) {
    const detail = 'There is no such file: it was not named when Portolan was started, or is gone since.'
    throw new AppError({ code: 'not-found', status: 404, detail })
  }
  response.set({
    'content-type': 'application/octet-stream',
    'content-length': String(found.size),
    'content-disposition': 'attachment',
    'cache-control': 'no-store',
  })
  if (found.size === 0) {
    response.end()
    return
  }
  // A file that grows is cut where it was; a reader that goes away ends the stream, which is no failure of ours.
  await pipeline(createReadStream(file.path, { end: found.size - 1 }), response).catch(() =>
    response.destroy(),
  )
}
