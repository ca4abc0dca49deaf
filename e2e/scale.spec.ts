import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { expect, startPortolan, test } from './workbench.ts'

test('of 5,000 pods only those in view are in the document, and no key press asks the cluster anything', async ({
  page,
}) => {
  test.slow()
  await using sandbox = await startSandbox({
    mesh: generateMesh({ pods: 5_000, services: 1_000, namespaces: 20 }),
  })
  await using portolan = await startPortolan(sandbox)
  await page.goto(portolan.command.url.href)
  const lines = page.getByRole('treeitem')
  await expect(page.getByRole('complementary').getByText('5002 pods', { exact: true })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByRole('combobox', { name: 'Show only' }).selectOption('mesh')
  await expect(page.getByRole('treeitem', { name: /^pod / }).first()).toBeVisible()
  expect(await lines.count()).toBeLessThan(80)

  // The last line is reached by its key, and is drawn.
  await page.getByRole('tree').focus()
  await page.keyboard.press('End')
  const last = lines.last()
  await expect(last).toBeInViewport()
  expect(await lines.count()).toBeLessThan(80)

  // What is kept fresh by a watch alone stays quiet while somebody types.
  await expect.poll(() => sandbox.tunnels().opened).toBeGreaterThan(0)
  // istiod is asked about the proxies at its own pace, through one tunnel; so is the API server whether it is there.
  const ofItsOwn = /watch=|portforward|selfsubject|\/version$/
  const requests = () =>
    sandbox
      .seen()
      .map(({ url }) => url)
      .filter((url) => !ofItsOwn.test(url))
  const before = requests()
  await page.getByRole('textbox', { name: 'Find pods' }).pressSequentially('service42')
  await expect(page.getByRole('complementary').getByText(/^\d+ of 5002 pods$/)).toBeVisible()
  expect(requests()).toEqual(before)
  // One question to istiod covers every proxy; no pod was asked anything.
  expect(sandbox.tunnels().opened).toBeLessThanOrEqual(2)
})
