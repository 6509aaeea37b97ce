export const counter = '/demo-bank'
