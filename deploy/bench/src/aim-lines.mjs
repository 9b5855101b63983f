/** Each aim, met or not, as reports end with. */
export function aimLines(aims) {
  return aims.map(({ aim, measured, met }) => `  ${met ? "met    " : "NOT MET"}  ${aim}: ${measured}`);
}
