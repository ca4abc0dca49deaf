import { BigMesh, openDashboard } from './big-mesh.ts'
await using mesh = await BigMesh.start()
await using portolan = await mesh.serve()
const page = await mesh.page()
await openDashboard(page, portolan)
const find = page.getByRole('textbox', { name: 'Find pods' })
await find.focus()
await page.keyboard.type('warm'); await find.fill('')
await page.waitForTimeout(1000)
for (const k of 'inventory') {
  await page.evaluate(`(() => { const log = window.zz = []; let t0=0; addEventListener('keydown', e => { t0 = e.timeStamp; log.push('kd+'+(performance.now()-t0).toFixed(1)) }, {once:true,capture:true});
   const o = new MutationObserver((r) => { const t=(performance.now()-t0).toFixed(1); log.push('m'+r.length+'@'+t+' '+[...new Set(r.map(x=>x.type[0]+(x.attributeName??'')))].join(',')); requestAnimationFrame(()=>{ const c=new MessageChannel(); c.port1.onmessage=()=>log.push('p@'+(performance.now()-t0).toFixed(1)); c.port2.postMessage(0)}) });
   o.observe(document.querySelector('aside'), {subtree:true,childList:true,characterData:true,attributes:true}); window.zo=o })()`)
  await page.keyboard.press(k); await page.waitForTimeout(600)
  console.log(k, await page.evaluate('window.zo.disconnect(), window.zz.join(" | ")'))
}
