import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright'
import { runTool } from './tool.ts'

/** Where Chromium comes from, and how to say so. */
export type FoundChromium = { readonly path: string; readonly origin: string }

// The one without a window first: the same engine, at half the work for the machine.
const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const candidates = systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...candidates, ...macApps].find((file) => existsSync(file))
}

async function fromPlaywright(): Promise<string | undefined> {
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  const { status } = await runTool('playwright', ['install', 'chromium'], { output: 'keep' })
  return status === 0 && existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

async function fromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  await runTool('apt-get', ['update', '-qq'], { output: 'keep' })
  await runTool(
    'apt-get',
    ['install', '-y', '-qq', 'chromium', 'chromium-headless-shell', 'fonts-inter', 'fonts-noto-cjk'],
    {
      output: 'keep',
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    },
  )
  return onPath()
}

/**
 * A Chromium for the browser tests: the system's, else Playwright's, else
 * (Debian, as root) the distribution's.
 * @throws when none of the three can be had, with what to install.
 */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env['PORTOLAN_CHROMIUM']
  if (named !== undefined) return { path: named, origin: 'named by PORTOLAN_CHROMIUM' }
  const system = onPath()
  if (system !== undefined) return { path: system, origin: "the system's" }
  const downloaded = await fromPlaywright()
  if (downloaded !== undefined) return { path: downloaded, origin: "Playwright's" }
  const installed = await fromDebian()
  if (installed !== undefined) return { path: installed, origin: "Debian's, just installed" }
  throw new Error(
    'no Chromium: install Chromium or Chrome, or name one in PORTOLAN_CHROMIUM; the browser tests need it',
  )
}
