def where = [a: 1, 'b': "x${env.HOME}y", c: [1, 2.5, true, null]]
node('linux') { stage('Old') { checkout scm; sh(script: """make ${where.a ?: 'x'}""", returnStdout: true).trim() } }
pipeline { agent none; stages { stage("a") { when { allOf { branch 'main'; not { changeRequest() }; expression { return params.X == /re\/gex/ } } } steps { script { if (a && !b) { echo 'x' } else { error "y" } } input message: 'Go?', submitter: 'leads' } } } }
