import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { addressBar } from './documents/address-bar.ts'
import { followOtherTabs } from './documents/stored-layout.ts'
import { launchToken } from './features/session/launch-token.ts'
import { startI18n } from './i18n/start-i18n.ts'
import { Workbench } from './workbench.tsx'

launchToken.takeFromAddress()
launchToken.followOtherTabs()
// A link that was pasted over the same page changes the fragment only, without loading anything.
addEventListener('hashchange', () => launchToken.takeFromAddress())

addressBar.start()
followOtherTabs()

await startI18n()

const place = document.getElementById('workbench')
if (place === null) throw new Error('index.html has no place for the workbench')
createRoot(place).render(
  <StrictMode>
    <Workbench />
  </StrictMode>,
)
