/// Shells that words can be completed in.
package enum Shell: String, Sendable, CaseIterable { case bash, zsh, fish }

/// What a program's commands take, for shells and manuals: made of the same `Syntax` that words are parsed by.
package struct Manual: Sendable {
  private let program: String
  private let summary: String
  private let commands: [Syntax]

  package init(_ program: String, summary: String, _ commands: [any Command.Type]) {
    (self.program, self.summary) = (program, summary)
    self.commands = commands.map { $0.syntax }
  }

  /// A script that the shell reads, as with `source <(caretally completions bash)`.
  package func completions(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: "autoload -U +X bashcompinit && bashcompinit\n" + bash
    case .fish: fish
    }
  }

  private var bash: String {
    let cases = commands.map { command in
      let folders = command.allOptions.filter { $0.value == "FOLDER" }.map(\.name)
      let files = command.allOptions.filter { $0.value == "FILE" }.map(\.name)
      var out = "    \(command.command))\n      case \"$before\" in\n"
      if !folders.isEmpty {
        out +=
          "        \(folders.joined(separator: "|"))) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n"
      }
      if !files.isEmpty {
        out += "        \(files.joined(separator: "|"))) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
      }
      out += "      esac\n      words='\(command.allOptions.map(\.name).joined(separator: " "))' ;;\n"
      return out
    }.joined()
    return """
      _\(program)() {
        local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=''
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W '\(commands.map(\.command).joined(separator: " ")) help' -- "$word")); return
        fi
        case "${COMP_WORDS[1]}" in
      \(cases)    help) words='\(commands.map(\.command).joined(separator: " "))' ;;
        esac
        case "$word" in
          -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
          *) COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word")) ;;
        esac
      }
      complete -o filenames -F _\(program) \(program)

      """
  }

  private var fish: String {
    commands.map { command in
      let name = command.command
      let own =
        "complete -c \(program) -n __fish_use_subcommand -f -a \(name) -d \(quoted(command.summary))\n"
      return own
        + command.allOptions.map { option in
          "complete -c \(program) -n '__fish_seen_subcommand_from \(name)' -l \(option.name.dropFirst(2))"
            + (option.value == nil ? "" : " -r") + " -d \(quoted(option.summary))\n"
        }.joined()
    }.joined()
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// The manual's page, for `man`: roff with the macros of man(7).
  package func page(version: String) -> String {
    var out = """
      .TH \(program.uppercased()) 1 "" "\(program) \(escaped(version))"
      .SH NAME
      \(program) \\- \(escaped(summary))
      .SH SYNOPSIS
      .B \(program)
      .I COMMAND
      [options]
      .SH COMMANDS

      """
    for command in commands {
      out +=
        ".SS \(escaped(String(command.usage.dropFirst(program.count + 1))))\n\(escaped(command.summary))\n"
      for operand in command.operands {
        out += ".TP\n.I \(escaped(operand.name))\n\(escaped(operand.summary))\n"
      }
      for option in command.options {
        out +=
          ".TP\n.B \(escaped(option.name))\(option.value.map { " \(escaped($0))" } ?? "")\n\(escaped(option.summary))\n"
      }
    }
    out += ".SH OPTIONS\nEvery command has these.\n"
    for option in commands.first.map({ $0.allOptions.dropFirst($0.options.count) }) ?? [] {
      out +=
        ".TP\n.B \(escaped(option.name))\(option.value.map { " \(escaped($0))" } ?? "")\n\(escaped(option.summary))\n"
    }
    return out
  }

  private func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
