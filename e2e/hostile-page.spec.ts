import type { Page } from '@playwright/test'
import type { Sandbox } from '@portolan/sandbox/start-sandbox'
import type { RunningPortolan } from '../scripts/running-portolan.ts'
import { expect, test } from './workbench.ts'

/**
 * A pod whose "admin page" wants out of its frame: it runs script, loads the
 * API as a picture, frames and styles it, posts to it, opens the top window and
 * sends headers that would loosen everything.
 */
const hostilePage = `<!doctype html><title>innocent</title>
<style>body { background: rgb(1, 2, 3) }</style>
<h1>hostile</h1><p id="mark">no script ran</p>
<img src="/api/session" alt="api"><img src="http://127.0.0.1:PORT/api/session?absolute" alt="api">
<link rel="stylesheet" href="/api/session?style"><iframe src="/api/session?frame"></iframe>
<script>mark.textContent = 'a script ran'; fetch('/api/session?script')</script>
<img src="data:image/gif;base64,AAAA" onerror="mark.textContent = 'a handler ran'">
<form id="api" method="get" action="http://127.0.0.1:PORT/api/session"><button>to the api</button></form>
<form id="post" method="post" action="quitquitquit"><button>to its own port</button></form>
<a id="top" href="server_info" target="_top">top</a>
<a id="popup" href="server_info" target="_blank">popup</a>
<a id="inside" href="server_info">inside</a>`

/** Opens that page of shop/frontend's 15000 in a frame of Portolan's own page, as the workbench does. */
async function frameHostilePage(page: Page, sandbox: Sandbox, portolan: RunningPortolan) {
  const switches = sandbox.pod('shop/frontend')
  const arrived: string[] = []
  switches.open(15_000, {
    container: 'istio-proxy',
    kind: 'http',
    handler: (request, response) => {
      arrived.push(`${request.method} ${request.url}`)
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src * 'unsafe-inline'",
        'set-cookie': 'hostile=1; path=/',
        'access-control-allow-origin': '*',
      })
      response.end(
        request.url === '/'
          ? hostilePage.replaceAll('PORT', portolan.origin.split(':').at(-1) ?? '')
          : '<p>followed',
      )
    },
  })
  const { namespace = '', name } = switches.object.metadata
  const cluster = /current-context: (\S+)/.exec(sandbox.kubeconfig())?.[1] ?? ''
  const opened = await fetch(
    `${portolan.origin}/api/clusters/${cluster}/pods/${namespace}/${name}/raw/15000`,
    {
      method: 'POST',
      headers: {
        'x-portolan-token': portolan.token,
        origin: portolan.origin,
        'content-type': 'application/json',
      },
      body: '{}',
    },
  )
  const { path } = (await opened.json()) as { path: string }
  await page.goto(portolan.url.href)
  // As text: this file is compiled without the names of a browser.
  await page.evaluate(`{
    const frame = document.createElement('iframe')
    frame.name = 'original'
    frame.setAttribute('sandbox', 'allow-forms allow-downloads')
    frame.src = ${JSON.stringify(path)}
    document.body.replaceChildren(frame)
  }`)
  const frame = page.frameLocator('iframe[name=original]')
  await expect(frame.getByRole('heading', { name: 'hostile' })).toBeVisible()
  return { frame, path, arrived }
}

test('a hostile original page stays a page: no script, no request to the API, no cookie, no way to the top', async ({
  page,
  sandbox,
  portolan,
  context,
}) => {
  const toApi: string[] = []
  page.on('response', (response) => {
    if (response.frame() !== page.mainFrame() && response.url().includes('/api/')) toApi.push(response.url())
  })
  const { frame, arrived } = await frameHostilePage(page, sandbox, portolan)
  const top = page.url()

  await frame.getByRole('link', { name: 'top' }).click()
  await frame.getByRole('link', { name: 'popup' }).click()
  await expect(frame.getByRole('heading', { name: 'hostile' })).toBeVisible()
  await expect(frame.locator('#mark')).toHaveText('no script ran')
  await frame.getByRole('button', { name: 'to the api' }).click()

  expect(toApi).toEqual([])
  expect(page.url()).toBe(top)
  expect(context.pages()).toHaveLength(1)
  expect(await context.cookies()).toEqual([])
  expect(arrived.filter((line) => line.includes('quitquitquit'))).toEqual([])
})

test('links of an original page work inside its frame, its POST buttons do not', async ({
  page,
  sandbox,
  portolan,
}) => {
  const { frame, arrived } = await frameHostilePage(page, sandbox, portolan)
  await frame.getByRole('button', { name: 'to its own port' }).click()
  await expect(frame.getByRole('heading', { name: 'Original pages are read-only' })).toBeVisible()
  expect(arrived.filter((line) => line.startsWith('POST'))).toEqual([])

  const again = await frameHostilePage(page, sandbox, portolan)
  await again.frame.getByRole('link', { name: 'inside' }).click()
  await expect(again.frame.getByText('followed')).toBeVisible()
})

test('opened in a tab of its own the page is in the same sandbox', async ({
  page,
  sandbox,
  portolan,
  context,
}) => {
  const { path } = await frameHostilePage(page, sandbox, portolan)
  const tab = await context.newPage()
  const toApi: string[] = []
  tab.on('response', (response) => {
    if (response.url().includes('/api/')) toApi.push(response.url())
  })
  await tab.goto(`${portolan.origin}${path}`)
  await expect(tab.getByRole('heading', { name: 'hostile' })).toBeVisible()
  await expect(tab.locator('#mark')).toHaveText('no script ran')
  await tab.getByRole('button', { name: 'to the api' }).click({ noWaitAfter: true })
  expect(toApi).toEqual([])
  expect(tab.url()).toBe(`${portolan.origin}${path}`)
})
