import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds wrong in a page or in the parts of it that the selectors name:
 * the rule and the elements. Frames are left out: they hold other people's
 * pages, without any script. It runs in the page itself ("legacy mode"), because
 * the other way opens one more page for each look.
 */
export async function axeViolations(page: Page, ...parts: readonly string[]): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode().exclude('iframe')
  for (const part of parts) builder.include(part)
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
