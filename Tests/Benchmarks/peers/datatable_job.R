# Job J in R's data.table.  Rscript datatable_job.R EXTRACT.csv FOLDER CODES.R, where CODES.R is what codes.py knows.
suppressPackageStartupMessages(library(data.table))
given <- commandArgs(TRUE)
folder <- given[2]
source(given[3])
dir.create(folder, showWarnings = FALSE, recursive = TRUE)
s <- fread(given[1], colClasses = "character", na.strings = "", quote = '"', showProgress = FALSE, drop = "location")

# Each different text is parsed once.
days <- function(texts) {
  each <- unique(texts)
  usual <- grepl("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", each)
  found <- rep(NA_integer_, length(each))
  found[usual] <- as.integer(as.Date(each[usual], format = "%Y-%m-%d"))
  found[chmatch(texts, each)]
}
s[, `:=`(
  concern = days(concern_date), triage = days(triage_completed_date), allocated = days(enquiry_allocated_date),
  completed = days(enquiry_completed_date), born = days(date_of_birth), t = chmatch(team, TEAMS),
  r = chmatch(primary_support_reason, REASONS), e = chmatch(ethnicity, ETHNICITIES), o = chmatch(risk_outcome, OUTCOMES))]
mask <- integer(nrow(s))
rule <- function(bit, broken) {
  rows <- which(broken)
  mask[rows] <<- bitwOr(mask[rows], bitwShiftL(1L, bit))
}
rule(0, is.na(s$person_id))
rule(1, !is.na(s$person_id) & !grepl("^[0-9]{10}$", s$person_id, perl = TRUE))
rule(2, is.na(s$concern_id))
rule(4, is.na(s$concern))
rule(5, is.na(s$triage) & !is.na(s$triage_completed_date))
rule(6, is.na(s$allocated) & !is.na(s$enquiry_allocated_date))
rule(7, is.na(s$completed) & !is.na(s$enquiry_completed_date))
rule(8, is.na(s$born))
rule(9, is.na(s$t))
rule(10, is.na(s$r))
rule(11, is.na(s$e))
rule(12, is.na(s$o) & !is.na(s$risk_outcome))
rule(13, !is.na(s$completed) & is.na(s$risk_outcome))
rule(14, s$triage < s$concern)
rule(15, s$allocated < s$concern)
rule(16, s$completed < s$allocated)
rule(17, s$born > s$concern)
good <- which(mask == 0L)
mask[good[duplicated(s$concern_id[good])]] <- 8L
bad <- which(mask != 0L)
fwrite(data.table(record = bad, concern_id = s$concern_id[bad], mask = mask[bad]), file.path(folder, "refused.csv"))
counts <- sapply(seq_along(RULES) - 1L, function(bit) sum(bitwAnd(bitwShiftR(mask[bad], bit), 1L)))
fwrite(data.table(rule = RULES, records = counts), file.path(folder, "rules.csv"))
calendar <- seq(as.Date(CALENDAR[1]), as.Date(CALENDAR[2]), by = 1)
first <- as.integer(calendar[1])
running <- cumsum(!(as.POSIXlt(calendar)$wday %in% c(0, 6)) & !(calendar %in% as.Date(BANK_HOLIDAYS)))
worked <- function(day) running[day - first + 1L]
within <- function(wait, most) !is.na(wait) & wait <= most
as_of <- as.integer(as.Date(AS_OF))
x <- s[mask == 0L, .(
  t, r, month = substr(concern_date, 1, 7), triaged = !is.na(triage),
  triaged_in_2 = within(worked(triage) - worked(concern), 2L), done = !is.na(completed),
  in_20 = within(worked(completed) - worked(fifelse(is.na(allocated), concern, allocated)), 20L),
  wait = fifelse(is.na(completed), as_of - concern, NA_integer_))]
counted <- x[, .(concerns = .N, triaged = sum(triaged), triaged_in_2 = sum(triaged_in_2), completed = sum(done),
                 completed_in_20 = sum(in_20)), by = .(t, month, r)]
open <- x[!is.na(wait), .(open = .N, open_median = median(as.numeric(wait)), open_longest = max(wait)), by = .(t, month, r)]
groups <- merge(counted, open, by = c("t", "month", "r"), all.x = TRUE)
groups[is.na(open), open := 0L]
fwrite(groups[, .(team = TEAMS[t], month, reason = REASONS[r], concerns, triaged, triaged_in_2, completed,
                  completed_in_20, open, open_median, open_longest)], file.path(folder, "groups.csv"))
