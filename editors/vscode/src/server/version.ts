/** Whether a version such as `3.9.1` comes before another; what follows the numbers is not looked at. */
export function older(version: string, than: string): boolean {
  const [left, right] = [numbers(version), numbers(than)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}

function numbers(version: string): number[] {
  return version.split(".", 3).map((part) => Number.parseInt(part, 10) || 0);
}

/** The version that our server says it has, or undefined for what another program says. */
export function serverVersion(said: string): string | undefined {
  return /^scaffold-(?:lint|language-server) (\d+\.\d+\.\d+\S*)\s*$/.exec(said)?.[1];
}

/** The version that an environment's `pyvenv.cfg` says its Python has. */
export function pythonVersion(configuration: string): string | undefined {
  return /^version(?:_info)?\s*=\s*(\d+\.\d+(?:\.\d+)?)/m.exec(configuration)?.[1];
}
