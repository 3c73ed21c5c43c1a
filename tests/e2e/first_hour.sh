# A partner's first hour, as it is typed: install, init, edit, commit, plan, apply, log. `test_first_hour.py` runs it.
# Given: PYTHON, and PORT that nothing listens on. pip finds packages where its own variables say.
set -euo pipefail

"$PYTHON" -m venv environment
source environment/bin/activate
python -m pip install --disable-pip-version-check 'pvsync[all]'

pvsync init films --licensor acme
cd films
git init --quiet -b main
git add --all
git commit --quiet -m "The catalog begins"
python -m pip install --disable-pip-version-check --requirement requirements.txt
printf '  local: {url: "https://127.0.0.1:%s"}\n' "$PORT" >> pvsync.yaml
pvsync validate

# In another terminal, as init says.
coproc SERVICE { exec pvsync emulator --port "$PORT" --quiet; }
# SERVICE_PID is gone as soon as the service is: its number is kept.
service=$SERVICE_PID
trap 'kill "$service" 2> /dev/null || true' EXIT
read -r listening <&"${SERVICE[0]}"
echo "$listening"

pvsync apply --auto-approve

sed -i 's/srp: 12.99 CAD/srp: 11.99 CAD/' catalog/movies/first-light.yaml
git commit --quiet --all -m "First Light gets cheaper in Canada"
pvsync plan --out plan.json --detailed-exitcode || test $? = 2
pvsync show plan.json --format html --report plan.html
pvsync apply plan.json
pvsync plan --detailed-exitcode
pvsync log EXAMPLE-FIRST-LIGHT --territory CA
source <(pvsync completion bash)
complete -p pvsync
