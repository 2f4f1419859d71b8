/*
 * Reads a Jenkinsfile as Jenkins' own Groovy does and holds its tree against the declarative syntax
 * (https://www.jenkins.io/doc/book/pipeline/syntax/) and against what is known of each step. Prints one JSON object for each
 * file: what is wrong with it, and the scripts of its shells.
 */
import groovy.json.JsonOutput
import org.codehaus.groovy.ast.CodeVisitorSupport
import org.codehaus.groovy.ast.expr.*
import org.codehaus.groovy.ast.stmt.*
import org.codehaus.groovy.control.*

class Judge {
    // What blocks may hold: required names in capitals of meaning, the rest optional.
    static final Map<String, List> HOLDS = [
        pipeline: ['agent', 'environment', 'libraries', 'options', 'parameters', 'post', 'stages', 'tools', 'triggers'],
        stage: ['agent', 'environment', 'failFast', 'input', 'matrix', 'options', 'parallel', 'post', 'stages', 'steps', 'tools', 'when'],
        matrix: ['agent', 'axes', 'environment', 'excludes', 'input', 'options', 'post', 'stages', 'tools', 'when'],
        post: ['aborted', 'always', 'changed', 'cleanup', 'failure', 'fixed', 'notBuilt', 'regression', 'success', 'unstable', 'unsuccessful'],
        input: ['id', 'message', 'ok', 'parameters', 'submitter', 'submitterParameter'],
        docker: ['alwaysPull', 'args', 'customWorkspace', 'image', 'label', 'registryCredentialsId', 'registryUrl', 'reuseNode'],
        axis: ['name', 'notValues', 'values'],
    ]
    static final Map<String, List> NEEDS = [pipeline: ['agent', 'stages'], matrix: ['axes', 'stages'], input: ['message'], docker: ['image'], axis: ['name']]
    static final List WORK = ['matrix', 'parallel', 'stages', 'steps']
    static final List CONDITIONS = ['branch', 'buildingTag', 'changeRequest', 'changelog', 'changeset', 'environment', 'equals', 'expression', 'isRestartedRun', 'tag', 'triggeredBy']
    static final Map OPTIONS = [
        pipeline: ['buildDiscarder', 'disableConcurrentBuilds', 'disableResume', 'lock', 'preserveStashes', 'quietPeriod', 'retry', 'skipDefaultCheckout', 'skipStagesAfterUnstable', 'timeout', 'timestamps'],
        stage: ['lock', 'retry', 'skipDefaultCheckout', 'timeout', 'timestamps'],
    ]
    static final List TRIGGERS = ['cron', 'pollSCM', 'upstream']
    static final List PARAMETERS = ['booleanParam', 'choice', 'password', 'string', 'text']
    /** Steps: what they take by name; the first is what a single argument without a name stands for; none is needed after `-`. */
    static final Map<String, List> STEPS = [
        archiveArtifacts: ['artifacts', 'allowEmptyArchive', 'excludes', 'fingerprint'],
        bat: ['script', 'label', 'returnStdout', 'returnStatus'],
        build: ['job', 'parameters', 'propagate', 'wait'],
        catchError: ['-', 'buildResult', 'stageResult', 'message', 'catchInterruptions'],
        checkout: ['scm'],
        copyArtifacts: ['projectName', 'selector', 'filter', 'target'],
        deleteDir: ['-'],
        dir: ['path'],
        echo: ['message'],
        error: ['message'],
        input: ['message', 'id', 'ok', 'parameters', 'submitter', 'submitterParameter'],
        junit: ['testResults', 'allowEmptyResults'],
        mstest: ['testResultsFile'],
        node: ['label'],
        powershell: ['script', 'label', 'returnStdout', 'returnStatus'],
        publishHTML: ['reportName', 'reportDir', 'reportFiles', 'allowMissing', 'alwaysLinkToLastBuild', 'keepAll'],
        pwsh: ['script', 'label', 'returnStdout', 'returnStatus'],
        recordCoverage: ['tools', 'id'],
        recordIssues: ['tool', 'tools'],
        retry: ['count'],
        script: ['-'],
        sh: ['script', 'label', 'returnStdout', 'returnStatus'],
        sleep: ['time', 'unit'],
        sshagent: ['credentials'],
        stash: ['name', 'allowEmpty', 'excludes', 'includes', 'useDefaultExcludes'],
        timeout: ['time', 'unit', 'activity'],
        unstash: ['name'],
        waitUntil: ['-', 'initialRecurrencePeriod', 'quiet'],
        withCredentials: ['bindings'],
        withEnv: ['overrides'],
    ]
    static final List AROUND = ['catchError', 'dir', 'node', 'retry', 'script', 'sshagent', 'timeout', 'waitUntil', 'withCredentials', 'withEnv']

    final List wrong = []
    final List shells = []
    final Set known = [] as Set
    final Set secrets = [] as Set
    final Set stashed = [] as Set
    final List taken = []
    final Set ids = [] as Set

    void bad(node, String message) { wrong << "line ${node?.lineNumber ?: 0}: $message".toString() }

    static List lines(Statement code) {
        code instanceof BlockStatement ? code.statements.collectMany { lines(it) } : code == null || code instanceof EmptyStatement ? [] : [code]
    }

    static expression(Statement line) { line instanceof ExpressionStatement || line instanceof ReturnStatement ? line.expression : null }

    /** A call without anything before it. */
    static MethodCallExpression call(Statement line) {
        def found = expression(line)
        found instanceof MethodCallExpression && found.implicitThis ? found : null
    }

    static List given(MethodCallExpression call) { call.arguments instanceof TupleExpression ? call.arguments.expressions : [call.arguments] }

    static ClosureExpression block(MethodCallExpression call) { given(call).find { it instanceof ClosureExpression } }

    static List inside(MethodCallExpression call) { block(call) ? lines(block(call).code) : [] }

    static List values(MethodCallExpression call) { given(call).findAll { !(it instanceof ClosureExpression) && !(it instanceof MapExpression) } }

    static Map named(MethodCallExpression call) {
        def map = given(call).find { it instanceof MapExpression }
        map ? map.mapEntryExpressions.collectEntries { [it.keyExpression.text, it.valueExpression] } : [:]
    }

    /** The text of a constant, also of one whose indentation is taken away. */
    static String text(value) {
        if (value instanceof ConstantExpression && value.value instanceof String) return value.value
        if (value instanceof MethodCallExpression && value.methodAsString == 'stripIndent') return text(value.objectExpression)?.stripIndent()
        null
    }

    /** The sections of a block, each known and there once. */
    Map sections(MethodCallExpression call, String kind) {
        def found = [:]
        if (!block(call)) { bad(call, "`$kind` needs a block"); return found }
        inside(call).each { line ->
            def section = Judge.call(line)
            def name = section?.methodAsString
            if (!section) bad(line, "`$kind` holds sections only")
            else if (!(name in HOLDS[kind])) bad(line, "`$kind` has no `$name`")
            else if (found.put(name, section)) bad(line, "`$name` stands twice in `$kind`")
        }
        NEEDS[kind].each { if (!found[it]) bad(call, "`$kind` has no `$it`, which it needs") }
        found
    }

    void agent(MethodCallExpression call, boolean top) {
        def values = Judge.values(call)
        if (values) {
            if (values.size() > 1 || !(values[0].text in (top ? ['any', 'none'] : ['any', 'none']))) bad(call, "no agent is called `${values[0].text}`")
            return
        }
        def kinds = inside(call).collect { Judge.call(it) }
        if (kinds.size() != 1 || !kinds[0]) { bad(call, 'an agent is of one kind'); return }
        def kind = kinds[0]
        switch (kind.methodAsString) {
            case 'label': if (Judge.values(kind).size() != 1) bad(kind, 'a label is one text'); break
            case 'docker': if (block(kind)) sections(kind, 'docker') else if (Judge.values(kind).size() != 1) bad(kind, 'an image is one text'); break
            default: bad(kind, "there is no agent of the kind `${kind.methodAsString}`")
        }
    }

    void environment(MethodCallExpression call) {
        def seen = [] as Set
        inside(call).each { line ->
            def set = expression(line)
            if (!(set instanceof BinaryExpression) || set.operation.text != '=' || !(set.leftExpression instanceof VariableExpression)) { bad(line, '`environment` holds `NAME = value` only'); return }
            if (!seen.add(set.leftExpression.name)) bad(line, "`${set.leftExpression.name}` is set twice")
            def value = set.rightExpression
            def credentials = value instanceof MethodCallExpression && value.methodAsString == 'credentials'
            if (credentials) ['', '_USR', '_PSW'].each { secrets << set.leftExpression.name + it }
            if (!credentials && text(value) == null && !(value instanceof GStringExpression)) bad(line, 'a variable is a text or credentials')
        }
        if (!seen) bad(call, '`environment` is empty')
    }

    void listed(MethodCallExpression call, List allowed, boolean once) {
        def seen = []
        inside(call).each { line ->
            def entry = Judge.call(line)
            if (!(entry?.methodAsString in allowed)) bad(line, "`${call.methodAsString}` has no `${entry?.methodAsString}`")
            else if (once && entry.methodAsString in seen) bad(line, "`${entry.methodAsString}` stands twice")
            seen << entry?.methodAsString
        }
        if (!seen) bad(call, "`${call.methodAsString}` is empty")
    }

    void parameters(MethodCallExpression call) {
        listed(call, PARAMETERS, false)
        def names = [] as Set
        inside(call).collect { Judge.call(it) }.findAll { it }.each { parameter ->
            def name = text(named(parameter).name)
            if (!name) bad(parameter, 'a parameter needs a name')
            else if (!names.add(name)) bad(parameter, "the parameter `$name` stands twice")
            if (parameter.methodAsString == 'choice' && !(named(parameter).choices instanceof ListExpression)) bad(parameter, 'a choice needs choices')
        }
    }

    void when(MethodCallExpression call, boolean top) {
        def count = 0
        inside(call).each { line ->
            def condition = Judge.call(line)
            def name = condition?.methodAsString
            if (top && name in ['beforeAgent', 'beforeInput', 'beforeOptions']) return
            count++
            if (name in ['allOf', 'anyOf', 'not']) {
                when(condition, false)
                if (name == 'not' && inside(condition).size() != 1) bad(condition, '`not` takes one condition')
            } else if (!(name in CONDITIONS)) bad(line, "`when` has no condition `$name`")
            else if (name == 'expression' ? !inside(condition) : name in ['branch', 'environment', 'tag', 'triggeredBy'] && !given(condition)) bad(line, "`$name` asks nothing")
        }
        if (!count) bad(call, "`${call.methodAsString}` has no condition")
    }

    void post(MethodCallExpression call) { sections(call, 'post').values().each { steps(it, true) } }

    void axes(MethodCallExpression call, boolean excluded) {
        def names = [] as Set
        inside(call).each { line ->
            def axis = Judge.call(line)
            if (axis?.methodAsString != 'axis') { bad(line, "`${call.methodAsString}` holds axes"); return }
            def parts = sections(axis, 'axis')
            def name = parts.name ? text(given(parts.name)[0]) : null
            if (!names.add(name)) bad(axis, "the axis `$name` stands twice")
            def values = parts.values ?: excluded ? (parts.values ?: parts.notValues) : null
            if (!values || !given(values) || given(values).any { text(it) == null }) bad(axis, 'the values of an axis are texts')
        }
        if (!names) bad(call, 'there are no axes')
    }

    void stages(MethodCallExpression call, boolean within) {
        def titles = [] as Set
        inside(call).each { line ->
            def stage = Judge.call(line)
            if (stage?.methodAsString != 'stage') { bad(line, "`${call.methodAsString}` holds stages only"); return }
            def title = text(given(stage)[0])
            if (!title || given(stage).size() != 2 || !block(stage)) { bad(stage, 'a stage has a name and a block'); return }
            if (!titles.add(title)) bad(stage, "the stage `$title` stands twice")
            one(stage, title, within)
        }
        if (!titles) bad(call, "`${call.methodAsString}` is empty")
    }

    void one(MethodCallExpression call, String title, boolean within) {
        def parts = sections(call, 'stage')
        def work = WORK.findAll { parts[it] }
        if (work.size() != 1) { bad(call, "the stage `$title` does ${work ? work.join(' and ') : 'nothing'}"); return }
        if (within && work[0] in ['parallel', 'matrix']) bad(call, "the stage `$title` is parallel inside of what is parallel")
        if (work[0] in ['parallel', 'matrix'] && parts.agent) bad(call, "the stage `$title` is parallel and has an agent")
        if (parts.failFast && !(work[0] in ['parallel', 'matrix'])) bad(call, "the stage `$title` is not parallel and cannot fail fast")
        shared(parts, 'stage')
        if (parts.input) {
            sections(parts.input, 'input')
            if (!(parts.options && inside(parts.options).any { Judge.call(it)?.methodAsString == 'timeout' })) bad(parts.input, "people are waited for without end in `$title`")
            def name = inside(parts.input).collect { Judge.call(it) }.find { it?.methodAsString == 'submitterParameter' }
        }
        switch (work[0]) {
            case 'steps':
                def limited = parts.options && inside(parts.options).any { Judge.call(it)?.methodAsString == 'timeout' }
                steps(parts.steps, limited as boolean); break
            case 'stages': stages(parts.stages, within); break
            case 'parallel': stages(parts.parallel, true); break
            case 'matrix':
                def matrix = sections(parts.matrix, 'matrix')
                if (matrix.axes) axes(matrix.axes, false)
                if (matrix.excludes) inside(matrix.excludes).each { line ->
                    def exclude = Judge.call(line)
                    if (exclude?.methodAsString == 'exclude') axes(exclude, true) else bad(line, '`excludes` holds exclude blocks')
                }
                shared(matrix, 'stage')
                if (matrix.stages) stages(matrix.stages, true)
        }
    }

    void shared(Map parts, String where) {
        if (parts.agent) agent(parts.agent, where == 'pipeline')
        if (parts.environment) environment(parts.environment)
        if (parts.options) listed(parts.options, OPTIONS[where], true)
        if (parts.when) when(parts.when, true)
        if (parts.post) post(parts.post)
    }

    /** Steps where only steps may stand. */
    void steps(MethodCallExpression call, boolean limited) {
        def all = inside(call)
        if (!all) bad(call, "`${call.methodAsString}` is empty")
        all.each { line ->
            def step = Judge.call(line)
            if (!step) { bad(line, 'only steps may stand here; other Groovy belongs into `script`'); return }
            if (step.methodAsString in AROUND && step.methodAsString != 'script') steps(step, limited || step.methodAsString == 'timeout')
            if (step.methodAsString == 'script' && !inside(step)) bad(step, '`script` is empty')
        }
        def judge = this
        block(call)?.code?.visit(new CodeVisitorSupport() {
            void visitMethodCallExpression(MethodCallExpression found) {
                if (found.implicitThis) judge.step(found, limited)
                super.visitMethodCallExpression(found)
            }
            void visitGStringExpression(GStringExpression text) {
                judge.computed(text)
                super.visitGStringExpression(text)
            }
        })
    }

    /** Secrets never go into a text that Groovy makes: the shell reads them. */
    void computed(GStringExpression text) {
        text.values.each { value ->
            def name = value instanceof PropertyExpression ? value.propertyAsString : value instanceof VariableExpression ? value.name : null
            if (name in secrets) bad(text, "the secret `$name` is put into a text")
        }
    }

    final Set looked = [] as Set

    void step(MethodCallExpression call, boolean limited) {
        if (!looked.add(call)) return
        def name = call.methodAsString
        if (name in known || name in ['string', 'booleanParam', 'file', 'usernamePassword', 'gitUsernamePassword', 'scmGit', 'submodule', 'lfs', 'sarif', 'lastSuccessful', 'parallel', 'credentials']) {
            if (name in ['string', 'file', 'usernamePassword']) ['variable', 'usernameVariable', 'passwordVariable'].each { def secret = Judge.text(Judge.named(call)[it]); if (secret) secrets << secret }
            return
        }
        def takes = STEPS[name]
        if (!takes) { bad(call, "there is no step `$name`"); return }
        def named = Judge.named(call), values = Judge.values(call)
        named.keySet().findAll { !(it in takes) }.each { bad(call, "`$name` takes no `$it`") }
        if (values.size() > 1 || values && takes[0] == '-') bad(call, "`$name` takes ${takes[0] == '-' ? 'nothing' : 'one value'} without a name")
        if (!values && takes[0] != '-' && !named[takes[0]] && !(name == 'recordIssues' && named.tools)) bad(call, "`$name` is not given `${takes[0]}`")
        if (name in AROUND && !block(call)) bad(call, "`$name` needs a block")
        def first = values ? values[0] : named[takes[0]]
        switch (name) {
            case 'sh':
                def script = first instanceof GStringExpression ? first.strings.collect { it.value }.join('"$x"') : text(first)
                if (script == null) bad(call, 'a script is a text') else if (script.length() > 60000) bad(call, 'a script is too long for a constant') else shells << script
                break
            case 'stash': if (text(first)) stashed << text(first); break
            case 'unstash': if (text(first)) taken << [call, text(first)]; break
            case 'input': if (!limited) bad(call, 'people are waited for without end'); break
            case 'recordIssues':
                def id = named.tool instanceof MethodCallExpression ? text(Judge.named(named.tool).id) : null
                if (id && !ids.add(id)) bad(call, "two reports are called `$id`")
        }
    }

    void file(File file) {
        def unit = new CompilationUnit(new CompilerConfiguration())
        unit.addSource(file)
        unit.compile(Phases.CONVERSION)
        def module = unit.AST.modules[0]
        module.methods.each { known << it.name }
        def top = lines(module.statementBlock)
        def pipelines = top.collect { Judge.call(it) }.findAll { it?.methodAsString == 'pipeline' }
        if (pipelines.size() != 1) { bad(null, "there are ${pipelines.size()} pipelines"); return }
        if (top.size() != 1) bad(top.find { Judge.call(it)?.methodAsString != 'pipeline' }, 'more than a pipeline and functions')
        def parts = sections(pipelines[0], 'pipeline')
        shared(parts, 'pipeline')
        if (parts.parameters) parameters(parts.parameters)
        if (parts.triggers) listed(parts.triggers, TRIGGERS, true)
        if (parts.stages) stages(parts.stages, false)
        def judge = this
        module.methods.each { method -> method.code.visit(new CodeVisitorSupport() {
            void visitMethodCallExpression(MethodCallExpression found) {
                if (found.implicitThis) judge.step(found, false)
                super.visitMethodCallExpression(found)
            }
        }) }
        taken.each { pair -> if (!(pair[1] in stashed)) bad(pair[0], "`${pair[1]}` is taken but never stashed") }
    }
}

args.each { path ->
    def judge = new Judge()
    try {
        // A seed for jobs is Groovy of another kind: it must be Groovy at all.
        if (path.endsWith('.groovy')) {
            def unit = new CompilationUnit(new CompilerConfiguration())
            unit.addSource(new File(path))
            unit.compile(Phases.CONVERSION)
        } else judge.file(new File(path))
    } catch (MultipleCompilationErrorsException error) {
        judge.wrong << 'not Groovy: ' + (error.errorCollector.errors[0]?.cause?.message ?: error.message)
    }
    catch (Exception error) { judge.wrong << "not judged: $error".toString() }
    println JsonOutput.toJson([path: path, wrong: judge.wrong, shells: judge.shells])
}
