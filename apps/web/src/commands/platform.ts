/** Whether this keyboard has a Command key. */
export const isMac: boolean = /mac|iphone|ipad/i.test(navigator.platform)
