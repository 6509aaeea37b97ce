export const portal = '/disclosure'
export const annual = `${portal}/annual`
export const desk = '/desk/disclosure'
export const deskNew = '/desk/disclosure-new'
