export const PATH = '/demo-registers'
