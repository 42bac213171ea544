locals {
  # One rule for each table, in the order of their names.
  selection = [
    for index, key in sort(keys(var.tables)) : {
      rule-type      = "selection"
      rule-id        = tostring(index + 1)
      rule-name      = key
      rule-action    = "include"
      filters        = []
      object-locator = { schema-name = var.tables[key].schema, table-name = var.tables[key].table }
    }
  ]

  lob = {
    full    = { FullLobMode = true, InlineLobMaxSize = var.lob.inline_kib, LimitedSizeLobMode = false, LobChunkSize = var.lob.chunk_kib, LobMaxSize = 0 }
    limited = { FullLobMode = false, InlineLobMaxSize = 0, LimitedSizeLobMode = true, LobChunkSize = 0, LobMaxSize = var.lob.max_kib }
    none    = { FullLobMode = false, InlineLobMaxSize = 0, LimitedSizeLobMode = false, LobChunkSize = 0, LobMaxSize = 0 }
  }

  # Every setting whose value is not null, as DMS returns them. What only DMS may set (the names of its log group and stream) is left out.
  task_settings = {
    ChangeProcessingDdlHandlingPolicy = {
      # The schema is changed by people, on the target first.
      HandleSourceTableAltered   = false
      HandleSourceTableDropped   = false
      HandleSourceTableTruncated = true
    }

    ChangeProcessingTuning = {
      BatchApplyMemoryLimit         = 500
      BatchApplyPreserveTransaction = true
      BatchApplyTimeoutMax          = 30
      BatchApplyTimeoutMin          = 1
      BatchSplitSize                = 0
      CommitTimeout                 = 1
      MemoryKeepTime                = 60
      MemoryLimitTotal              = 1024
      MinTransactionSize            = 1000
      RecoveryTimeout               = -1
      StatementCacheSize            = 50
    }

    ControlTablesSettings = {
      ControlSchema                 = var.control_schema
      FullLoadExceptionTableEnabled = true
      HistoryTableEnabled           = true
      HistoryTimeslotInMinutes      = 5
      StatusTableEnabled            = true
      SuspendedTablesTableEnabled   = true
    }

    ErrorBehavior = {
      ApplyErrorDeletePolicy        = "IGNORE_RECORD"
      ApplyErrorEscalationCount     = 0
      ApplyErrorEscalationPolicy    = "LOG_ERROR"
      ApplyErrorFailOnTruncationDdl = false
      # A change that is sent again after an interruption finds its row already there.
      ApplyErrorInsertPolicy    = "UPDATE_RECORD"
      ApplyErrorUpdatePolicy    = "LOG_ERROR"
      DataErrorEscalationCount  = 0
      DataErrorEscalationPolicy = "SUSPEND_TABLE"
      DataErrorPolicy           = "SUSPEND_TABLE"
      # A value that was cut is lost on the target: the task stops instead.
      DataTruncationErrorPolicy            = "STOP_TASK"
      FailOnNoTablesCaptured               = true
      FailOnTransactionConsistencyBreached = false
      FullLoadIgnoreConflicts              = true
      # However long the link is down, the task tries again.
      RecoverableErrorCount                       = -1
      RecoverableErrorInterval                    = 5
      RecoverableErrorStopRetryAfterThrottlingMax = false
      RecoverableErrorThrottling                  = true
      RecoverableErrorThrottlingMax               = 1800
      TableErrorEscalationCount                   = 0
      TableErrorEscalationPolicy                  = "STOP_TASK"
      TableErrorPolicy                            = "SUSPEND_TABLE"
    }

    FailTaskWhenCleanTaskResourceFailed = false

    FullLoadSettings = {
      CommitRate                      = var.full_load.commit_rows
      CreatePkAfterFullLoad           = false
      MaxFullLoadSubTasks             = var.full_load.tables_at_once
      StopTaskCachedChangesApplied    = false
      StopTaskCachedChangesNotApplied = false
      TargetTablePrepMode             = var.full_load.preparation
      TransactionConsistencyTimeout   = 600
    }

    Logging = {
      EnableLogContext = true
      EnableLogging    = true
    }

    StreamBufferSettings = {
      CtrlStreamBufferSizeInMB = 5
      StreamBufferCount        = 3
      StreamBufferSizeInMB     = 8
    }

    TargetMetadata = merge(local.lob[var.lob.mode], {
      BatchApplyEnabled            = var.batch_apply
      LoadMaxFileSize              = 0
      ParallelApplyBufferSize      = 0
      ParallelApplyQueuesPerThread = 0
      ParallelApplyThreads         = 0
      ParallelLoadBufferSize       = 0
      ParallelLoadQueuesPerThread  = 0
      ParallelLoadThreads          = 0
      SupportLobs                  = var.lob.mode != "none"
      TargetSchema                 = ""
      TaskRecoveryTableEnabled     = true
    })

    ValidationSettings = {
      EnableValidation                 = var.validation.enabled
      FailureMaxCount                  = 10000
      HandleCollationDiff              = false
      MaxKeyColumnSize                 = 8096
      PartitionSize                    = 10000
      RecordFailureDelayInMinutes      = 5
      RecordFailureDelayLimitInMinutes = 0
      RecordSuspendDelayInMinutes      = 30
      SkipLobColumns                   = false
      TableFailureMaxCount             = 1000
      ThreadCount                      = var.validation.threads
      ValidationOnly                   = false
      ValidationPartialLobSize         = var.lob.mode == "limited" ? var.lob.max_kib : 0
      ValidationQueryCdcDelaySeconds   = 0
    }
  }
}
