"""The smallest and the largest whole number that each hidden count can be: propagation first, then HiGHS.

Nothing is left out for its size: bounds are propagated over the whole model, it falls into components that share no
count, and each component that still matters goes to the solver with a basis that is kept from one question to the next.
A solution in whole numbers shows that a value is possible; only a solver's bound ever says that one is not.
"""
import math
from collections import defaultdict

import highspy
import numpy
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

PASSES = 200
NEAR = 1e-6


class Contradiction(Exception):
    """What is printed cannot be; names the cells whose relations say so."""

    def __init__(self, cells):
        super().__init__("what is printed contradicts itself")
        self.cells = cells


class Solver:
    def __init__(self, model):
        self.model = model
        self.low = numpy.array(model.low, float)
        self.high = numpy.array(model.high, float)
        row, column, weight, least, most = [], [], [], [], []
        for number, (terms, low, high) in enumerate(model.rows):
            together = defaultdict(float)
            for cell, by in terms:
                together[cell] += by
            for cell, by in together.items():
                row.append(number), column.append(cell), weight.append(by)
            least.append(low), most.append(high)
        self.row, self.column = numpy.array(row, int), numpy.array(column, int)
        self.weight = numpy.array(weight, float)
        self.least, self.most = numpy.array(least, float), numpy.array(most, float)
        self.seen_low, self.seen_high = {}, {}

    def propagate(self):
        """Narrows every range by every relation until nothing moves."""
        row, column, weight = self.row, self.column, self.weight
        count, positive = len(self.least), weight > 0
        floors = numpy.array(list(self.model.floors), int)
        levels = numpy.array([self.model.floors[k] for k in floors], float)
        for _ in range(PASSES):
            small = numpy.where(positive, weight * self.low[column], weight * self.high[column])
            large = numpy.where(positive, weight * self.high[column], weight * self.low[column])
            room = self.most[row] - (numpy.bincount(row, small, count)[row] - small)
            need = self.least[row] - (numpy.bincount(row, large, count)[row] - large)
            with numpy.errstate(invalid="ignore"):
                up = numpy.where(positive, room, need) / weight
                down = numpy.where(positive, need, room) / weight
            up, down = numpy.floor(up + NEAR), numpy.ceil(down - NEAR)
            high, low = self.high.copy(), self.low.copy()
            numpy.minimum.at(high, column, up)
            numpy.maximum.at(low, column, down)
            if len(floors):
                low[floors] = numpy.where(low[floors] >= 1, numpy.maximum(low[floors], levels), low[floors])
                high[floors] = numpy.where(high[floors] < levels, 0, high[floors])
            if (low > high).any():
                raise Contradiction(numpy.flatnonzero(low > high))
            if (low == self.low).all() and (high == self.high).all():
                return
            self.low, self.high = low, high

    def targets(self):
        """Every count that may be narrowed: hidden ones that may be small, and rounded ones; with how many values suffice."""
        out = {}
        for cell, (width, threshold, _) in self.model.hidden.items():
            if self.low[cell] < threshold and self.high[cell] >= 1 and width > 1:
                out[cell] = width
        for cell in self.model.rounded:
            out.setdefault(cell, 2)
        return out

    def narrowed(self):
        """The counts that have too few values left: their cell, the least and the most that they can be."""
        self.propagate()
        wanted = self.targets()
        found = []
        open_cells = {}
        for cell, width in wanted.items():
            if self.high[cell] - self.low[cell] + 1 < width:
                found.append((cell, int(self.low[cell]), int(self.high[cell])))
            else:
                open_cells[cell] = width
        for cells, rows in self.components(open_cells):
            found += Component(self, cells, rows, {c: open_cells[c] for c in cells if c in open_cells}).attack()
        small = []
        for cell, low, high in found:
            hidden = self.model.hidden.get(cell)
            if cell in self.model.rounded and hidden is None and low == high:
                small.append((cell, low, high))
            elif hidden is not None and low < hidden[1] and high >= 1 and high - low + 1 < hidden[0]:
                small.append((cell, low, high))
        return small

    def components(self, wanted):
        """The counts that share relations, and those relations; only where something may still be narrowed."""
        loose = self.low[self.column] < self.high[self.column]
        row, column, weight = self.row[loose], self.column[loose], self.weight[loose]
        rows, columns = len(self.least), len(self.low)
        fixed = numpy.bincount(self.row[~loose], self.weight[~loose] * self.low[self.column[~loose]], rows)
        graph = coo_matrix((numpy.ones(len(row)), (row, column + rows)), shape=(rows + columns,) * 2)
        _, labels = connected_components(graph, directed=False)
        matrix = csr_matrix((weight, (row, column)), shape=(rows, columns))
        by_label = defaultdict(list)
        for cell in wanted:
            by_label[labels[cell + rows]].append(cell)
        order = numpy.argsort(labels[rows:], kind="stable")
        ends = numpy.searchsorted(labels[rows:][order], [(k, k + 1) for k in by_label])
        row_order = numpy.argsort(labels[:rows], kind="stable")
        row_ends = numpy.searchsorted(labels[:rows][row_order], [(k, k + 1) for k in by_label])
        for (first, last), (top, bottom) in zip(ends, row_ends):
            cells, lines = order[first:last], row_order[top:bottom]
            lines = lines[matrix.indptr[lines + 1] > matrix.indptr[lines]]
            part = matrix[lines][:, cells].tocsr()
            yield cells, (part, self.least[lines] - fixed[lines], self.most[lines] - fixed[lines])


class Component:
    """One linear programme, asked many questions."""

    def __init__(self, solver, cells, rows, wanted):
        self.solver, self.cells = solver, cells
        self.place = {cell: k for k, cell in enumerate(cells)}
        self.wanted = {self.place[c]: w for c, w in wanted.items()}
        self.low, self.high = solver.low[cells], solver.high[cells]
        self.seen = {}
        matrix, least, most = rows
        self.alone = matrix.shape[0] == 0
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(cells), matrix.shape[0]
        model.col_cost_ = numpy.zeros(len(cells))
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_, model.row_upper_ = least - NEAR, most + NEAR
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data
        self.lp = model
        self.highs = self.engine(model)

    @staticmethod
    def engine(model):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.passModel(model)
        return highs

    def solve(self, highs, costs):
        every = numpy.arange(len(costs), dtype=numpy.int32)
        highs.changeColsCost(len(costs), every, numpy.asarray(costs, float))
        highs.run()
        if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            raise Contradiction(self.cells)
        return numpy.array(highs.getSolution().col_value), highs.getInfo().objective_function_value

    def note(self, values):
        """Every count of a solution in whole numbers is possible."""
        whole = numpy.round(values)
        if numpy.abs(values - whole).max() > NEAR:
            return False
        for k in self.wanted:
            low, high = self.seen.get(k, (whole[k], whole[k]))
            self.seen[k] = (min(low, whole[k]), max(high, whole[k]))
        return True

    def unsafe(self):
        out = []
        for k, width in self.wanted.items():
            low, high = self.seen.get(k, (0, -math.inf))
            if high - low + 1 < width:
                out.append(k)
        return out

    def attack(self):
        if self.alone:
            return []
        chance = numpy.random.default_rng(1)
        left, idle = self.unsafe(), 0
        while left and idle < 3:
            costs = numpy.zeros(len(self.cells))
            costs[left] = chance.uniform(0.5, 1.5, len(left)) * chance.choice((-1, 1), len(left))
            for sign in (1, -1):
                self.note(self.solve(self.highs, sign * costs)[0])
            before, left = len(left), self.unsafe()
            idle = idle + 1 if len(left) > 0.8 * before else 0
        found = []
        for k in self.unsafe():
            if self.seen.get(k, (0, -math.inf))[1] - self.seen.get(k, (0, 0))[0] + 1 >= self.wanted[k]:
                continue
            low, high = self.range(k)
            if high - low + 1 < self.wanted[k]:
                found.append((self.cells[k], low, high))
        return found

    def range(self, k):
        """The range of one count: of the relaxation, and where that leaves enough values, of whole numbers."""
        low, first = self.end(self.highs, k, 1)
        high, last = self.end(self.highs, k, -1)
        if high - low + 1 < self.wanted[k] or (first and last):
            return low, high
        whole = highspy.Highs()
        whole.setOptionValue("output_flag", False)
        whole.setOptionValue("threads", 1)
        whole.setOptionValue("time_limit", 4.0)
        whole.passModel(self.lp)
        every = numpy.arange(len(self.cells), dtype=numpy.int32)
        kinds = numpy.array([highspy.HighsVarType.kInteger] * len(self.cells))
        whole.changeColsIntegrality(len(self.cells), every, kinds)
        for sign in (1, -1):
            seen = self.seen.get(k, (0, -math.inf))
            if seen[1] - seen[0] + 1 >= self.wanted[k]:
                break
            costs = numpy.zeros(len(self.cells))
            costs[k] = sign
            values, _ = self.solve(whole, costs)
            bound = whole.getInfo().mip_dual_bound
            if len(values):
                self.note(values)
            if math.isfinite(bound):
                low, high = (max(low, math.ceil(bound - NEAR)), high) if sign == 1 else (low, min(high, math.floor(-bound + NEAR)))
        return low, high

    def end(self, highs, k, sign):
        costs = numpy.zeros(len(self.cells))
        costs[k] = sign
        values, goal = self.solve(highs, costs)
        whole = self.note(values)
        return (math.ceil(goal - NEAR) if sign == 1 else math.floor(-goal + NEAR)), whole
