#!/bin/sh
# What Cloudflare runs. Another branch than main is a preview: it has an address of its own, and may
# have texts that are still to be replaced.
set -e
sh .github/install.sh
if [ "$CF_PAGES_BRANCH" = main ]; then
  export CAMPAIGN_PUBLISHING=1
else
  SITE_URL=$CF_PAGES_URL
fi
export SITE_URL="${SITE_URL:-$CF_PAGES_URL}"
.venv/bin/campaign build
cp _headers site/_headers
