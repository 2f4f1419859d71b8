@Library('shared@v2') _

// What everything runs on.
pipeline {
    agent { label 'linux && large' }
    options {
        timeout(time: 1, unit: 'HOURS')
        disableConcurrentBuilds(abortPrevious: true)
        ansiColor('xterm') // the plugin is there
    }
    parameters {
        booleanParam(name: 'DEPLOY', defaultValue: false, description: 'Deploy?')
        choice(name: 'WHERE', choices: ['staging', 'production'])
    }
    triggers { cron('30 2 * * 1-5') }
    environment {
        IMAGE = "app:${env.GIT_COMMIT}"
        TOKEN = credentials('api-token')
    }
    stages {
        stage('Build') {
            agent { docker { image 'node:22' } }
            steps {
                sh 'npm ci'
                sh label: 'Pack', script: '''
                    npm run build
                    npm pack
                '''
                stash name: 'package', includes: '*.tgz'
            }
            post { always { junit 'reports/*.xml' } }
        }
        stage('Check') {
            parallel {
                stage('Unit') { steps { retry(3) { sh "make test BUILD=${BUILD_NUMBER}" } } }
                stage('Weak') { steps { sh 'trivy fs .' } }
            }
        }
        stage('Matrix') {
            matrix {
                axes {
                    axis { name 'OS'; values 'linux', 'windows' }
                }
                stages { stage('One') { steps { sh 'make "$OS"' } } }
            }
        }
        stage('Release')
        {
            when { branch 'main'; expression { params.DEPLOY } }
            input { message 'Go?'; submitter 'leads,sre' }
            options { lock('production') }
            steps {
                script {
                    def version = readFile('VERSION').trim()
                    currentBuild.description = /v${version}/
                }
                withCredentials([string(credentialsId: 'key', variable: 'KEY')]) {
                    dir('deploy') { sh './run.sh' }
                }
            }
        }
    }
    post { failure { slackSend channel: '#builds', message: "Broken: ${env.BUILD_URL}" } }
}
