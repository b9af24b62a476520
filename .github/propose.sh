#!/bin/sh
# Proposes what a workflow has changed as a pull request: sh propose.sh BRANCH TITLE MESSAGE_FILE
# Done again, it brings that pull request up to date, unless somebody has added to it.
set -e
branch=$1 title=$2 message=$3
email='41898282+github-actions[bot]@users.noreply.github.com'

git add --all
if git diff --cached --quiet; then
  echo 'There is nothing to propose: nothing has changed.' >> "$GITHUB_STEP_SUMMARY"
  exit
fi
git config user.name 'github-actions[bot]'
git config user.email "$email"
git config credential.helper '!gh auth git-credential'
git switch --quiet --create "$branch"
git commit --quiet --message "$title"
if git fetch --quiet --depth 1 origin "refs/heads/$branch" 2> /dev/null; then
  if [ "$(git log -1 --format=%ae FETCH_HEAD)" != "$email" ]; then
    echo "Somebody has changed the branch $branch: merge or close its pull request, then run this again." >> "$GITHUB_STEP_SUMMARY"
    exit
  fi
fi
git push --quiet --force origin "HEAD:refs/heads/$branch"

printf '\n\nIf no check begins below, press *Close pull request*, then *Reopen pull request*.\n' >> "$message"
open=$(gh api "repos/$GITHUB_REPOSITORY/pulls?state=open&head=$GITHUB_REPOSITORY_OWNER:$branch" --jq '.[0].number // empty')
if [ -n "$open" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/pulls/$open" -F "body=@$message"
elif ! gh pr create --repo "$GITHUB_REPOSITORY" --base "$GITHUB_REF_NAME" --head "$branch" \
    --title "$title" --body-file "$message" >> "$GITHUB_STEP_SUMMARY"; then
  echo '::error title=The pull request was not opened::Allow it under Settings > Actions > General > "Allow GitHub Actions to create and approve pull requests", then run this again.'
  exit 1
fi
