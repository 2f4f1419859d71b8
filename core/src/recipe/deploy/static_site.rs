//! Static sites: files that are brought to a bucket or a host of pages. Pages of a code host are its own matter.

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Deploy, StaticSite, StaticSiteProvider};
use crate::recipe::tool::{AWS, AZ, GCLOUD, NETLIFY, SWA, WRANGLER};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &StaticSite) -> Option<Recipe> {
    let refuse = |message: &str, help: &str| Some(site.impossible(Feature::Deployments, "Deploy", message, help));
    let Some(provider) = platform.provider else {
        return refuse("nothing says who serves the site", "add `provider` to the platform");
    };
    if matches!(provider, StaticSiteProvider::GithubPages | StaticSiteProvider::GitlabPages) {
        return None;
    }
    let folder = match (deploy.artifacts.first(), &platform.path) {
        (Some(artifact), _) => site.artifact(artifact),
        (None, Some(path)) => path.clone(),
        (None, None) => {
            return refuse(
                "nothing says which files are served",
                "name `artifacts`, or add `path` to the platform",
            );
        }
    };
    let token_only = provider == StaticSiteProvider::AzureStaticWebApps;
    let bucket = match &platform.bucket {
        Some(bucket) => bucket.clone(),
        None if token_only => String::new(),
        None => return refuse("nothing says where the files go", "add `bucket` to the platform"),
    };
    let mut losses: Vec<Diagnostic> = site.ignored(Feature::Deployments, &deploy.with, &[]);
    if deploy.artifacts.len() > 1 {
        let message = "only the first artifact is served";
        losses.push(site.loss(Feature::Deployments, Severity::Warning, message));
    }
    let environment = site.environment.map(|view| view.environment);
    let account = environment.and_then(|environment| environment.account.clone());
    let mut script = Script::new();
    let folder_word = script.word("SITE", &folder);
    let token = |variable, of| Need::Login(Login::Token { variable, of });
    let mut acts = Vec::new();
    let needs = match provider {
        StaticSiteProvider::S3 => {
            acts.extend(remember_bucket(site, &bucket));
            let bucket = script.part("BUCKET", &bucket);
            // What pages name is there before the pages; what nothing names any more goes last.
            script.command(&format!("aws s3 sync {folder_word} \"s3://{bucket}\"\n--exclude '*.html'"));
            script.command(&format!(
                "aws s3 sync {folder_word} \"s3://{bucket}\"\n--exclude '*'\n--include '*.html'\n--cache-control no-cache"
            ));
            script.command(&format!("aws s3 sync {folder_word} \"s3://{bucket}\"\n--delete"));
            if let Some(cdn) = &platform.cdn {
                clear_cloudfront(&mut script, cdn);
            }
            vec![aws(site, platform), Need::Tool(&AWS)]
        }
        StaticSiteProvider::AzureStorage => {
            let bucket = script.word("STORAGE_ACCOUNT", &bucket);
            script.command(&format!(
                "az storage blob upload-batch
                 --account-name {bucket}
                 --destination '$web'
                 --source {folder_word}
                 --overwrite
                 --auth-mode login"
            ));
            if platform.cdn.is_some() {
                let message = "the cache of the CDN is not cleared; its endpoint is not known";
                losses.push(site.loss(Feature::Deployments, Severity::Warning, message));
            }
            let subscription = account;
            vec![Need::Login(Login::Azure { subscription }), Need::Tool(&AZ)]
        }
        StaticSiteProvider::AzureStaticWebApps => {
            script.command(&format!("swa deploy {folder_word}\n--env production"));
            vec![token("SWA_CLI_DEPLOYMENT_TOKEN", "Azure Static Web Apps"), Need::Tool(&SWA)]
        }
        StaticSiteProvider::Gcs => {
            let bucket = script.part("BUCKET", &bucket);
            script.command(&format!(
                "gcloud storage rsync {folder_word} \"gs://{bucket}\"\n--recursive\n--delete-unmatched-destination-objects"
            ));
            if let Some(cdn) = &platform.cdn {
                script.lines(&format!("gcloud compute url-maps invalidate-cdn-cache {cdn} --path '/*'"));
            }
            vec![Need::Login(Login::Google { project: account }), Need::Tool(&GCLOUD)]
        }
        StaticSiteProvider::Netlify => {
            let bucket = script.word("NETLIFY_SITE", &bucket);
            script.command(&format!("netlify deploy --prod --no-build\n--dir {folder_word}\n--site {bucket}"));
            vec![token("NETLIFY_AUTH_TOKEN", "Netlify"), Need::Tool(&NETLIFY)]
        }
        StaticSiteProvider::Cloudflare => {
            let bucket = script.word("PROJECT", &bucket);
            script.command(&format!(
                "wrangler pages deploy {folder_word}\n--project-name {bucket}\n--branch main\n--commit-dirty=true"
            ));
            vec![
                token("CLOUDFLARE_API_TOKEN", "Cloudflare"),
                token("CLOUDFLARE_ACCOUNT_ID", "Cloudflare"),
                Need::Tool(&WRANGLER),
            ]
        }
        StaticSiteProvider::GithubPages | StaticSiteProvider::GitlabPages => return None,
    };
    acts.push(script.act("Bring the files"));
    Some(Recipe::of(needs, acts).losing(losses))
}

fn aws(site: &Site<'_>, platform: &StaticSite) -> Need {
    let environment = site.environment.map(|view| view.environment);
    Need::Login(Login::Aws {
        region: platform.region.clone().or_else(|| environment?.region.clone()),
        account: environment.and_then(|environment| environment.account.clone()),
    })
}

/// Ids of distributions are in capitals, which ids of documents cannot be.
fn clear_cloudfront(script: &mut Script, cdn: &str) {
    let distribution = cdn.to_ascii_uppercase();
    script.capture(
        "invalidation",
        "",
        &format!(
            "aws cloudfront create-invalidation
             --distribution-id {distribution}
             --paths '/*'
             --query Invalidation.Id
             --output text"
        ),
    );
    script.command(&format!(
        "aws cloudfront wait invalidation-completed\n--distribution-id {distribution}\n--id \"$invalidation\""
    ));
}

/// Keeps a copy of what is served, when there is a way back to it.
fn remember_bucket(site: &Site<'_>, bucket: &str) -> Option<Act> {
    site.rollback()?;
    let mut script = Script::new();
    site.remembering(&mut script);
    let bucket = script.part("BUCKET", bucket);
    script.lines(&format!(
        "aws s3 sync \"s3://{bucket}\" \"$before/site\" --only-show-errors\ntouch \"$before/kept\""
    ));
    Some(script.act("Remember what is served"))
}

/// Brings back what was served; none where nothing was kept.
pub(in crate::recipe) fn back(site: &Site<'_>, platform: &StaticSite) -> Option<Recipe> {
    let (Some(StaticSiteProvider::S3), Some(bucket)) = (platform.provider, &platform.bucket) else {
        return None;
    };
    let mut script = Script::new();
    script.lines(&format!("before=\"{}\"", site.memory()));
    let bucket = script.part("BUCKET", bucket);
    script.between(
        "if [ -e \"$before/kept\" ]; then",
        |script| {
            script.lines(&format!("aws s3 sync \"$before/site\" \"s3://{bucket}\" --delete"));
            if let Some(cdn) = &platform.cdn {
                clear_cloudfront(script, cdn);
            }
        },
        "else
           echo 'nothing is kept of what was served; it stays as it is'
         fi",
    );
    Some(Recipe::of(
        vec![aws(site, platform), Need::Tool(&AWS)],
        vec![script.act("Bring back the files")],
    ))
}
