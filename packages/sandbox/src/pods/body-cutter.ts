/**
 * Follows an HTTP/1.1 answer and says of each chunk how many of its bytes may
 * pass so that the body ends in its middle: at half of Content-Length, or 16
 * bytes into a body of unknown length.
 */
export function bodyCutter(): (chunk: Buffer) => number {
  let head = ''
  let left: number | undefined
  return (chunk) => {
    let skipped = 0
    if (left === undefined) {
      const before = head.length
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return chunk.length
      skipped = end + 4 - before
      const length = /^content-length:\s*(\d+)/im.exec(head.slice(0, end))?.[1]
      left = length === undefined ? 16 : Math.floor(Number(length) / 2)
    }
    const body = Math.min(left, chunk.length - skipped)
    left -= body
    return skipped + body
  }
}
