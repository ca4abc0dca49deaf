import { spawn } from 'node:child_process'

/**
 * Asks the desktop to open a link. Where there is no desktop nothing happens:
 * the link stands in the terminal as well.
 */
export function openBrowser(url: string): void {
  const [command, args] = launcher(url)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

function launcher(url: string): readonly [string, readonly string[]] {
  if (process.platform === 'darwin') return ['open', [url]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return ['xdg-open', [url]]
}
